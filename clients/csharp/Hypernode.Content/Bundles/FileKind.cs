namespace Hypernode.Content.Bundles;

/// <summary>What a directory entry is, links not followed.</summary>
public enum FileKind
{
    File = 1,
    Folder = 2,
    Link = 3,

    /// <summary>Device, pipe or socket: opening it may block or act.</summary>
    Special = 4,
}

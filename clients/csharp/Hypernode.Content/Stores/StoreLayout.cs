using Hypernode.Content.Manifests;

namespace Hypernode.Content.Stores;

/// <summary>
/// Relative paths of a store, the same on disk and over HTTP, so that any static file server over a store is a source:
/// <c>blobs|manifests|leaves|data / first two hex digits / 64 hex digits</c>.
/// </summary>
internal static class StoreLayout
{
    public const string Blobs = "blobs";
    public const string Manifests = "manifests";
    public const string Leaves = "leaves";
    public const string Data = "data";
    public const string Pins = "pins";
    public const string Partial = "partial";

    public static readonly string[] ObjectFolders = [Blobs, Manifests, Leaves, Data];

    public static string PathOf(string folder, ContentId id)
    {
        var hex = id.Hex;
        return $"{folder}/{hex[..2]}/{hex}";
    }
}

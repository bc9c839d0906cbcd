using Hypernode.Content.Manifests;

namespace Hypernode.Content.Transfer;

/// <summary>A store folder on this machine or a mounted share, read only.</summary>
/// <param name="root">Folder of the store.</param>
public sealed class DirectorySource(string root) : IContentSource
{
    /// <inheritdoc/>
    public string Name => root;

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(ContentId id, ContentPart part, long offset, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileStream(Path.Combine(root, PartPath.Of(id, part)), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.Position = offset;
            return Task.FromResult<Stream?>(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }
}

using Hypernode.Content.Manifests;
using Hypernode.Content.Stores;

namespace Hypernode.Content.Transfer;

/// <summary>A store folder on this machine or a mounted share that others read.</summary>
/// <param name="root">Folder of the store; created when absent.</param>
/// <param name="time">Clock of the store there.</param>
public sealed class DirectorySink(string root, TimeProvider time) : IContentSink
{
    /// <inheritdoc/>
    public string Name => root;

    /// <inheritdoc/>
    public async Task PutAsync(ContentStore from, ContentId id, CancellationToken cancellationToken)
    {
        var target = new ContentStore(root, time);
        if (target.Contains(id))
        {
            return;
        }

        if (id.Codec == ContentCodec.Raw)
        {
            target.PutBlob(from.GetBlob(id));
            return;
        }

        await using var content = from.Open(id);
        var stored = await target.PutAsync(content, content.Manifest.Mime, cancellationToken);
        if (stored != id)
        {
            throw new ContentException(ContentError.SinkRefused, $"{root} stored {stored} for {id}: the manifest has fields a store does not write.");
        }
    }
}

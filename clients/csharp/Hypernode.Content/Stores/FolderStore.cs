using System.IO.Pipelines;
using Hypernode.Content.Bundles;
using Hypernode.Content.Manifests;

namespace Hypernode.Content.Stores;

/// <summary>Folders in and out of a store, as deterministic bundles.</summary>
public static class FolderStore
{
    /// <summary>Packs a folder and stores it.</summary>
    /// <exception cref="ContentException">As <see cref="BundleWriter.WriteAsync"/>.</exception>
    public static async Task<(ContentId Id, BundleSummary Summary)> PutFolderAsync(this ContentStore store, string folder, BundleLimits limits, CancellationToken cancellationToken)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: Manifest.ChunkSize * 2, resumeWriterThreshold: Manifest.ChunkSize, useSynchronizationContext: false));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var packing = PackAsync(folder, pipe.Writer, limits, stop.Token);
        try
        {
            await using var packed = pipe.Reader.AsStream();
            var id = await store.PutAsync(packed, Manifest.BundleMime, cancellationToken);
            return (id, await packing);
        }
        catch
        {
            await stop.CancelAsync();
            await packing.ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>Unpacks stored bundle content into a new folder; on refusal the folder is removed again.</summary>
    /// <exception cref="ContentException">As <see cref="BundleReader.ExtractAsync"/> and <see cref="ContentStore.Open"/>.</exception>
    public static async Task<BundleSummary> GetFolderAsync(this ContentStore store, ContentId id, string folder, BundleLimits limits, CancellationToken cancellationToken)
    {
        await using var bundle = store.Open(id);
        Directory.CreateDirectory(folder);
        try
        {
            return await BundleReader.ExtractAsync(bundle, folder, limits, cancellationToken);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    private static async Task<BundleSummary> PackAsync(string folder, PipeWriter writer, BundleLimits limits, CancellationToken cancellationToken)
    {
        try
        {
            await using var output = writer.AsStream(leaveOpen: true);
            var summary = await BundleWriter.WriteAsync(folder, output, limits, cancellationToken);
            await writer.CompleteAsync();
            return summary;
        }
        catch (Exception e)
        {
            // The reader must see the reason, or it would store half a bundle as if it were whole.
            await writer.CompleteAsync(e);
            throw;
        }
    }
}

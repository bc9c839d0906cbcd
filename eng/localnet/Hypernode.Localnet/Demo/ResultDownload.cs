using System.Security.Cryptography;
using Hypernode.Client.Markets;
using Hypernode.Content.Bundles;
using Hypernode.Content.Manifests;
using Hypernode.Content.Stores;
using Hypernode.Content.Transfer;
using Hypernode.Protocol.Results;

namespace Hypernode.Localnet.Demo;

/// <summary>A result on the requester's side, every byte of it checked against the digest on chain.</summary>
/// <param name="Core">What was run, and how it ended.</param>
/// <param name="Report">Who ran it and what it used.</param>
/// <param name="Digest">The digest recomputed here.</param>
/// <param name="Folder">The unpacked outputs.</param>
public sealed record ResultDownload(CoreResult Core, RunReport Report, byte[] Digest, string Folder)
{
    private const long MaxBytes = 64 << 20;

    /// <summary>Fetches the result named on chain from where the node delivered it, and recomputes its digest.</summary>
    /// <exception cref="DemoException">The recomputed digest is not the one on chain, or the result tells of another job.</exception>
    public static async Task<ResultDownload> FetchAsync(
        Job job, JobKey key, string deliveredFolder, string downloadFolder, CancellationToken cancellationToken)
    {
        var store = new ContentStore(Path.Combine(downloadFolder, "store"), TimeProvider.System);
        var fetcher = new ContentFetcher(store, [new DirectorySource(deliveredFolder)], TimeProvider.System);
        var named = ResultObject.Parse(await FetchBlobAsync(fetcher, job.ResultDigest, cancellationToken));
        var core = CoreResult.Parse(await FetchBlobAsync(fetcher, named.CoreDigest, cancellationToken));
        var report = RunReport.Parse(await FetchBlobAsync(fetcher, named.ReportDigest, cancellationToken));
        await fetcher.FetchAsync(core.Outputs.Cid, MaxBytes, cancellationToken);
        var folder = Path.Combine(downloadFolder, "out");
        await store.GetFolderAsync(core.Outputs.Cid, folder, new BundleLimits(MaxBytes), cancellationToken);

        var digest = ResultObject.Of(core, report).Digest;
        if (!CryptographicOperations.FixedTimeEquals(digest, job.ResultDigest))
        {
            throw new DemoException($"the result hashes to {Convert.ToHexStringLower(digest)}, the chain says {Convert.ToHexStringLower(job.ResultDigest)}");
        }

        if (core.Job != key.Address || core.PostedSlot != job.PostedSlot || !core.SpecDigest.AsSpan().SequenceEqual(job.SpecDigest))
        {
            throw new DemoException("the result tells of another job");
        }

        return new ResultDownload(core, report, digest, folder);
    }

    private static Task<byte[]> FetchBlobAsync(ContentFetcher fetcher, ReadOnlyMemory<byte> digest, CancellationToken cancellationToken) =>
        fetcher.FetchBlobAsync(ContentId.FromDigest(digest.Span, ContentCodec.Raw), cancellationToken);
}

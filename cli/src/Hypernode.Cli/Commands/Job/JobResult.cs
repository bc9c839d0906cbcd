using Hypernode.Cli.Chain;
using Hypernode.Cli.Content;
using Hypernode.Client.Queries;
using Hypernode.Content;
using Hypernode.Content.Manifests;
using Hypernode.Protocol.Documents;
using Hypernode.Protocol.Results;

namespace Hypernode.Cli.Commands.Job;

/// <summary>
/// The result of a job, fetched by the digest on chain. Each step down is a hash recomputed here: the 96-byte object, core and
/// report, the outputs' manifest, every chunk.
/// </summary>
internal sealed record JobResult(CoreResult Core, RunReport Report)
{
    /// <exception cref="CliException">No result yet, not available, or bytes that do not belong to this job.</exception>
    public static async Task<JobResult> FetchAsync(
        ChainSession chain, ChainAccount<Client.Markets.Job> job, ContentPlace place, CancellationToken cancellationToken)
    {
        if (!job.Value.HasResult())
        {
            throw new CliException(ExitCode.NotFound, $"the job is {job.Value.State} and has no result yet", $"hypernode job show {job.Address} --watch");
        }

        var result = ResultObject.Parse(await BlobAsync(place, job.Value.ResultDigest, cancellationToken).ConfigureAwait(false));
        var core = CoreResult.Parse(await BlobAsync(place, result.CoreDigest, cancellationToken).ConfigureAwait(false));
        var report = RunReport.Parse(await BlobAsync(place, result.ReportDigest, cancellationToken).ConfigureAwait(false));
        var belongs = core.Genesis == chain.Network.Genesis && core.Job == job.Address && core.PostedSlot == job.Value.PostedSlot
            && core.SpecDigest.AsSpan().SequenceEqual(job.Value.SpecDigest) && core.ExitCode == job.Value.ExitCode;
        return belongs
            ? new JobResult(core, report)
            : throw new CliException(ExitCode.VerificationFailed, "the node submitted the result of another job", "challenge the job before its window ends");
    }

    private static async Task<byte[]> BlobAsync(ContentPlace place, ReadOnlyMemory<byte> digest, CancellationToken cancellationToken) =>
        await place.Fetcher.FetchBlobAsync(ContentId.FromDigest(digest.Span, ContentCodec.Raw), cancellationToken).ConfigureAwait(false);
}

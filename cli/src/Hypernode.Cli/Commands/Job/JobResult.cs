using Hypernode.Cli.Chain;
using Hypernode.Cli.Content;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;
using Hypernode.Content.Manifests;
using Hypernode.Protocol.Jobs;
using Hypernode.Protocol.Results;

namespace Hypernode.Cli.Commands.Job;

/// <summary>
/// The result of a job, fetched by the digest on chain. Each step down is a hash recomputed here: the 96-byte object, core and
/// report, the outputs' manifest, every chunk; of a replica what it revealed instead of the first three.
/// </summary>
/// <param name="Main">What every honest node agrees on.</param>
/// <param name="Report">Who ran it, when and how; a replica reveals none.</param>
internal sealed record JobResult(ReplicaResult Main, RunReport? Report)
{
    /// <exception cref="CliException">No result yet, not available, or bytes that do not belong to this job.</exception>
    public static async Task<JobResult> FetchAsync(
        ChainSession chain, ChainAccount<Client.Markets.Job> job, ContentPlace place, CancellationToken cancellationToken)
    {
        if (!job.Value.HasResult())
        {
            throw new CliException(ExitCode.NotFound, $"the job is {job.Value.State} and has no result yet", $"hypernode job show {job.Address} --watch");
        }

        var (result, belongs) = job.Value.Origin == Origin.Replica
            ? await ReplicaAsync(chain, job, place, cancellationToken).ConfigureAwait(false)
            : await WholeAsync(chain, job, place, cancellationToken).ConfigureAwait(false);
        return belongs && result.Main.SpecDigest.AsSpan().SequenceEqual(job.Value.SpecDigest) && result.Main.ExitCode == job.Value.ExitCode
            ? result
            : throw new CliException(ExitCode.VerificationFailed, "the node submitted the result of another job", "challenge the job before its window ends");
    }

    private static async Task<(JobResult Result, bool Belongs)> WholeAsync(
        ChainSession chain, ChainAccount<Client.Markets.Job> job, ContentPlace place, CancellationToken cancellationToken)
    {
        var result = ResultObject.Parse(await BlobAsync(place, job.Value.ResultDigest, cancellationToken).ConfigureAwait(false));
        var core = CoreResult.Parse(await BlobAsync(place, result.CoreDigest, cancellationToken).ConfigureAwait(false));
        var report = RunReport.Parse(await BlobAsync(place, result.ReportDigest, cancellationToken).ConfigureAwait(false));
        return (new JobResult(core.Replica, report), core.Genesis == chain.Network.Genesis && core.Job == job.Address && core.PostedSlot == job.Value.PostedSlot);
    }

    /// <summary>A replica's result is nobody's in particular: only its digest ties it to the job.</summary>
    private static async Task<(JobResult Result, bool Belongs)> ReplicaAsync(
        ChainSession chain, ChainAccount<Client.Markets.Job> job, ContentPlace place, CancellationToken cancellationToken)
    {
        var group = await new ProgramAccounts(chain.Rpc, MarketsProgram.Id).FetchAsync<ReplicaGroup>(job.Value.Parent, cancellationToken).ConfigureAwait(false);
        if (group is not null && !(group.Value.SeatOf(job.Address) is { } seat && group.Value.HasRevealed(seat)))
        {
            throw new CliException(ExitCode.NotFound, "the replica has not revealed its result", $"hypernode job replicas show {job.Value.Parent}");
        }

        return (new JobResult(ReplicaResult.Parse(await BlobAsync(place, job.Value.ResultDigest, cancellationToken).ConfigureAwait(false)), null), true);
    }

    private static async Task<byte[]> BlobAsync(ContentPlace place, ReadOnlyMemory<byte> digest, CancellationToken cancellationToken) =>
        await place.Fetcher.FetchBlobAsync(ContentId.FromDigest(digest.Span, ContentCodec.Raw), cancellationToken).ConfigureAwait(false);
}

using Hypernode.Content;
using Hypernode.Content.Bundles;
using Hypernode.Content.Manifests;
using Hypernode.Content.Stores;
using Hypernode.Protocol.Results;
using Hypernode.Solana.Addresses;
using Hypernode.Worker.Chain;
using Hypernode.Worker.Execution;
using Hypernode.Worker.Leases;
using Hypernode.Worker.Specs;

namespace Hypernode.Worker.Reporting;

/// <summary>Packs outputs and log, writes core and report, and binds them into the digest that is submitted.</summary>
/// <param name="store">Where everything goes.</param>
/// <param name="identity">Who reports, on which chain.</param>
/// <param name="isolation">How the run was kept from the host.</param>
public sealed class ResultPackager(ContentStore store, NodeIdentity identity, string isolation) : IResultPackager
{
    private const string LogMime = "text/plain";

    /// <summary>Exit code of a run whose program succeeded but left outputs that are refused.</summary>
    private const int OutputRefusedExitCode = 125;

    /// <inheritdoc/>
    public async Task<ResultPackage> PackageAsync(JobView job, JobPlan plan, RunId run, ExitedRecord exit, RunFolder folder, CancellationToken cancellationToken)
    {
        var (outputs, refused) = await PackOutputsAsync(folder.Output, plan.Limits, cancellationToken);
        var outcome = OutcomeOf(exit, refused);
        var exitCode = outcome == RunOutcome.OutputLimit && exit.ExitCode == 0 ? OutputRefusedExitCode : exit.ExitCode;
        await using var logFile = new FileStream(folder.Log, FileMode.Open, FileAccess.Read);
        var log = await store.PutAsync(logFile, LogMime, cancellationToken);

        var core = new CoreResult
        {
            Genesis = Hash.Parse(identity.Genesis),
            Job = job.Address,
            PostedSlot = run.PostedSlot,
            Attempt = (byte)run.Attempt,
            SpecDigest = job.Account.SpecDigest,
            ImageDigest = job.Account.ImageDigest,
            InputDigest = job.Account.InputDigest,
            Outcome = outcome,
            ExitCode = exitCode,
            Outputs = outputs,
        };
        if (job.Replicas is not null)
        {
            var replica = core.Replica;
            return new ResultPackage(replica.Digest, log.Digest.ToArray(), exitCode, (ulong)outputs.Bytes, [outputs.Cid, log, store.PutBlob(replica.ToCanonicalBytes())]);
        }

        var report = new RunReport
        {
            Node = identity.Node,
            Isolation = isolation,
            StartedAtMillis = exit.StartedAtMilliseconds,
            EndedAtMillis = exit.EndedAtMilliseconds,
            PeakMemoryBytes = exit.PeakMemoryBytes,
            CpuMillis = exit.CpuMillis,
            Log = log,
            LogDroppedBytes = exit.LogBytesDropped,
        }.ToCanonicalBytes();
        var coreBytes = core.ToCanonicalBytes();
        var result = ResultObject.Of(coreBytes, report);

        // The result comes last: who finds it finds all it names.
        ContentId[] contents = [outputs.Cid, log, store.PutBlob(coreBytes), store.PutBlob(report), store.PutBlob(result.Bytes.Span)];
        return new ResultPackage(result.Digest, log.Digest.ToArray(), exitCode, (ulong)outputs.Bytes, contents);
    }

    /// <summary>Packs the outputs; refused ones become an empty bundle, so that a failed run has a result as well.</summary>
    private async Task<(ResultOutputs Outputs, bool Refused)> PackOutputsAsync(string folder, RunLimits limits, CancellationToken cancellationToken)
    {
        try
        {
            var (id, summary) = await store.PutFolderAsync(folder, new BundleLimits(limits.OutputBytes, limits.OutputFiles), cancellationToken);
            return (new ResultOutputs(id, summary.Entries, summary.Bytes), false);
        }
        catch (ContentException e) when (e.Error is ContentError.EntryKindRefused or ContentError.PathUnsafe or ContentError.TooManyFiles or ContentError.TooLarge)
        {
            var empty = Directory.CreateTempSubdirectory("hypernode-empty-");
            try
            {
                var (id, _) = await store.PutFolderAsync(empty.FullName, new BundleLimits(0), cancellationToken);
                return (new ResultOutputs(id, 0, 0), true);
            }
            finally
            {
                empty.Delete();
            }
        }
    }

    private static RunOutcome OutcomeOf(ExitedRecord exit, bool outputsRefused) => exit.Cause switch
    {
        ExitCause.OutOfMemory => RunOutcome.MemoryLimit,
        ExitCause.TimeLimit => RunOutcome.TimeLimit,
        ExitCause.OutputLimit => RunOutcome.OutputLimit,
        ExitCause.Stopped => RunOutcome.Stopped,
        ExitCause.CommandNotRunnable => RunOutcome.NotRunnable,

        // Executors tell a missing program in their own ways, shells by these codes: two nodes must name it alike.
        _ when exit.ExitCode is 126 or 127 => RunOutcome.NotRunnable,
        _ when outputsRefused => RunOutcome.OutputLimit,
        _ => exit.ExitCode == 0 ? RunOutcome.Completed : RunOutcome.ProgramFailed,
    };
}

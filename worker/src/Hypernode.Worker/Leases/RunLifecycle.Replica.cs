using Hypernode.Client.Markets;
using Hypernode.Protocol.Digests;
using Hypernode.Protocol.Jobs;
using Hypernode.Solana.Addresses;
using Hypernode.Worker.Chain;

namespace Hypernode.Worker.Leases;

/// <content>What comes between the submission and the settlement: of a replica the reveal, the tally and what it says about this job.</content>
public sealed partial class RunLifecycle
{
    /// <summary>What <c>submit_job</c> hands in: the result, or the commitment to it.</summary>
    private byte[] SubmittedDigest(PackagedRecord package)
    {
        var result = Convert.FromHexString(package.ResultDigest);
        return package.Salt is { } salt
            ? ProtocolDigests.Commit(
                new RunKey(Hash.Parse(_services.Identity.Genesis), _services.Identity.MarketsProgram, Id.Job, Id.PostedSlot, _services.Identity.Node, (byte)Id.Attempt),
                result,
                Convert.FromHexString(salt))
            : result;
    }

    /// <summary>Whether the chain shows what this replica committed to, so that nothing has to be kept back any more.</summary>
    private bool IsRevealed(JobView job) =>
        Package.Salt is not null && job.Account.ResultDigest.AsSpan().SequenceEqual(Convert.FromHexString(Package.ResultDigest));

    /// <summary>The next step of a submitted job that this worker may take now; null while there is none.</summary>
    private async Task<Func<CancellationToken, Task>?> DueAsync(JobView job, CancellationToken cancellationToken)
    {
        if (job.Replicas is not { } parent)
        {
            return _services.Clock.Now > job.ChallengeDeadline ? stop => _services.Chain.SettleAsync(job, stop) : null;
        }

        if (job.Account.Has(JobFlags.Verified))
        {
            return stop => _services.Chain.SettleAsync(job, stop);
        }

        var groups = await _services.Chain.ReadReplicasAsync([parent], cancellationToken);
        return groups.TryGetValue(parent, out var group) && group.SeatOf(job.Address) is { } seat ? Due(job, group, seat) : null;
    }

    private Func<CancellationToken, Task>? Due(JobView job, ReplicaGroup group, int seat)
    {
        var now = _services.Clock.Now;
        return true switch
        {
            _ when group.Status != ReplicasStatus.Open => group.IsApplied(seat) ? null : stop => _services.Chain.ApplyTallyAsync(job, stop),
            _ when !group.HasRevealed(seat) && group.CommitsAreIn(now) && now <= group.RevealUntil() => stop => _services.Chain.RevealAsync(
                job, Convert.FromHexString(Package.ResultDigest), Convert.FromHexString(Package.Salt!), stop),
            _ when group.CanBeTallied(now) => stop => _services.Chain.TallyAsync(job, stop),
            _ => null,
        };
    }
}

using Hypernode.Client.Markets;
using Hypernode.Protocol.Matching;
using Hypernode.Protocol.Trust;
using Hypernode.Solana.Addresses;
using Hypernode.Worker.Chain;

namespace Hypernode.Worker.Scheduling;

/// <summary>
/// Decides about an open job from what was read, and nothing else: what this host can take, then what the markets program would say, so
/// that no fee is spent on a refusal. The program decides.
/// </summary>
public static class JobPolicy
{
    private const long MibBytes = 1L << 20;
    private const long GibBytes = 1L << 30;
    private const int MilliPerCore = 1000;

    /// <summary>Decides about one job, with every gate open: what opens them is read for the few jobs that all else admits.</summary>
    /// <param name="job">The job.</param>
    /// <param name="node">Our node.</param>
    /// <param name="markets">Markets this worker serves; empty = all.</param>
    /// <param name="capacity">What this host has left.</param>
    /// <param name="pendingRuns">Runs begun whose accept the node account does not count yet.</param>
    /// <param name="isDraining">Whether the worker takes nothing new.</param>
    /// <param name="chainNow">Unix seconds of the chain's clock.</param>
    /// <param name="replicas">The group of a job that is a replica; null where there is none.</param>
    public static Verdict Decide(
        JobView job, NodeView node, IReadOnlySet<Address> markets, HostCapacity capacity, int pendingRuns, bool isDraining, long chainNow, ReplicaGroup? replicas)
    {
        var account = node.Candidate.Node;
        var needs = job.Account.Requirements;
        var reason = true switch
        {
            _ when isDraining => SkipReasons.Draining,
            _ when markets.Count > 0 && !markets.Contains(job.Account.Market) => SkipReasons.OtherMarket,
            _ when !node.IsActive => SkipReasons.NodeNotActive,
            _ when chainNow - account.LastHeartbeatAt > node.OfflineAfterSeconds => SkipReasons.HeartbeatStale,
            _ when account.ActiveRuns + pendingRuns >= node.MaxRuns => SkipReasons.NodeFull,
            _ when needs.GpuCount > account.GpuCount - account.GpusInUse => SkipReasons.GpusExhausted,
            _ when Reserve(capacity, needs).IsNegative => SkipReasons.HostFull,
            _ => null,
        };
        if (reason is not null)
        {
            return new Verdict.Skip(reason);
        }

        var verdict = Eligibility.Check(job.Account, node.Candidate, node.Rules, chainNow);
        if (verdict.Refusal is null && job.Replicas is not null && SeatRefusal(job, account.Authority, replicas, chainNow) is { } noSeat)
        {
            return new Verdict.Skip(noSeat.ToString());
        }

        return verdict switch
        {
            { Refusal: { } refusal } => new Verdict.Skip(refusal.ToString()),
            { WaitUntil: { } at } => new Verdict.WaitUntil(at),
            _ => new Verdict.Accept(),
        };
    }

    /// <summary>Decides about a job that <see cref="Decide"/> takes, from what opens its gates.</summary>
    public static Verdict Admit(GateVerdict gates) =>
        gates.Refusal is { } shut ? new Verdict.Skip(shut.ToString()) : new Verdict.Accept();

    private static MarketsError? SeatRefusal(JobView job, Address authority, ReplicaGroup? replicas, long chainNow) =>
        replicas is null ? MarketsError.WrongReplicas : ReplicaSeat.Refusal(replicas, job.Address, job.Account, authority, chainNow);

    /// <summary>What is left of the host once the job's requirements are set aside.</summary>
    public static HostCapacity Reserve(HostCapacity capacity, PodRequirements needs) =>
        capacity.Without(needs.RamMib * MibBytes, needs.CpuCores * MilliPerCore, needs.DiskGib * GibBytes);
}

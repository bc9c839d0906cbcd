using System.Buffers.Binary;
using Hypernode.Solana.Addresses;
using Hypernode.Worker.Chain;

namespace Hypernode.Worker.Scheduling;

/// <summary>
/// Decides about an open job from what was read, and nothing else. It mirrors the eligibility rules of the markets program, so that no
/// fee is spent on a refusal; the program decides.
/// </summary>
public static class JobPolicy
{
    private const long MibBytes = 1L << 20;
    private const long GibBytes = 1L << 30;
    private const int MilliPerCore = 1000;
    private const int FullBps = 10_000;

    /// <summary>Decides about one job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="node">Our node.</param>
    /// <param name="markets">Markets this worker serves; empty = all.</param>
    /// <param name="capacity">What this host has left.</param>
    /// <param name="isDraining">Whether the worker takes nothing new.</param>
    /// <param name="chainNow">Unix seconds of the chain's clock.</param>
    public static Verdict Decide(JobView job, NodeView node, IReadOnlySet<Address> markets, HostCapacity capacity, bool isDraining, long chainNow)
    {
        if (FirstRefusal(job, node, markets, capacity, isDraining, chainNow) is { } reason)
        {
            return new Verdict.Skip(reason);
        }

        var at = IsPreferred(job, node) ? job.OpenedAt : job.OpenedAt + job.ExclusiveSeconds + node.TierDelaySeconds[node.ReputationTier - 1];
        if (at > job.OpenDeadline)
        {
            return new Verdict.Skip(SkipReason.ReservedForPreferred);
        }

        return at <= chainNow ? new Verdict.Accept() : new Verdict.WaitUntil(at);
    }

    private static SkipReason? FirstRefusal(JobView job, NodeView node, IReadOnlySet<Address> markets, HostCapacity capacity, bool isDraining, long chainNow)
    {
        var needs = job.Needs;
        return true switch
        {
            _ when isDraining => SkipReason.Draining,
            _ when job.Phase != JobPhase.Open => SkipReason.NotOpen,
            _ when chainNow > job.OpenDeadline => SkipReason.OpenDeadlinePassed,
            _ when markets.Count > 0 && !markets.Contains(job.Market) => SkipReason.OtherMarket,
            _ when !node.IsActive => SkipReason.NodeNotActive,
            _ when chainNow - node.LastHeartbeatAt > node.OfflineAfterSeconds => SkipReason.HeartbeatStale,
            _ when job.PastAuthorities.Contains(Prefix(node.Authority)) => SkipReason.NodeAlreadyTried,
            _ when IsTooSmall(needs, node.Has) => SkipReason.HardwareTooSmall,
            _ when needs.ArchitectureMask != 0 && (needs.ArchitectureMask & node.ArchitectureBit) == 0 => SkipReason.WrongArchitecture,
            _ when needs.VendorMask != 0 && (needs.VendorMask & node.VendorBit) == 0 => SkipReason.WrongVendor,
            _ when needs.Region != 0 && needs.Region != node.Has.Region => SkipReason.WrongRegion,
            _ when node.ReputationTier < needs.ReputationTier => SkipReason.ReputationTooLow,
            _ when node.CapacityTier < needs.StakeTier => SkipReason.StakeTooLow,
            _ when AfterRoyalty(job) < node.PriceFloor => SkipReason.PriceBelowFloor,
            _ when job.MaxRunSeconds < node.MinDurationSeconds || (node.MaxDurationSeconds > 0 && job.MaxRunSeconds > node.MaxDurationSeconds) => SkipReason.DurationRefused,
            _ when node.ActiveRuns >= Math.Min(node.MaxRuns, node.CapacityRuns) => SkipReason.NodeFull,
            _ when needs.GpuCount > node.Has.GpuCount - node.GpusInUse => SkipReason.GpusExhausted,
            _ when Reserve(capacity, needs).IsNegative => SkipReason.HostFull,
            _ => null,
        };
    }

    /// <summary>What is left of the host once the job's requirements are set aside.</summary>
    public static HostCapacity Reserve(HostCapacity capacity, HardwareNeeds needs) =>
        capacity.Without(needs.RamMib * MibBytes, needs.CpuCores * MilliPerCore, needs.DiskGib * GibBytes);

    private static bool IsTooSmall(HardwareNeeds needs, HardwareNeeds has) =>
        needs.GpuCount > has.GpuCount || needs.VramMib > has.VramMib || needs.CpuCores > has.CpuCores || needs.RamMib > has.RamMib || needs.DiskGib > has.DiskGib;

    private static ulong AfterRoyalty(JobView job) => (ulong)((UInt128)job.PricePerSecond * (uint)(FullBps - job.RoyaltyBps) / FullBps);

    private static bool IsPreferred(JobView job, NodeView node) => job.Preferred.Contains(Prefix(node.Address));

    /// <summary>The eight bytes by which a job names a node or authority; 0 names nobody.</summary>
    private static ulong Prefix(Address address)
    {
        var prefix = BinaryPrimitives.ReadUInt64LittleEndian(address.Bytes);
        return prefix == 0 ? ulong.MaxValue : prefix;
    }
}

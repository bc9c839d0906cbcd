using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Protocol.Jobs;

namespace Hypernode.Protocol.Matching;

/// <summary>
/// Whether a node may take a job: the program's table, row by row, so that a worker asks only for what it will get. The gates, its last row,
/// are opened by further accounts: <see cref="Trust.GateReader"/>.
/// </summary>
public static class Eligibility
{
    /// <summary>The verdict of the program if the node asked now, with every gate open.</summary>
    /// <param name="job">The job.</param>
    /// <param name="candidate">The node.</param>
    /// <param name="rules">What the configs say.</param>
    /// <param name="now">Unix seconds of the chain's clock.</param>
    public static EligibilityVerdict Check(Job job, Candidate candidate, EligibilityRules rules, long now)
    {
        if (rules.EntriesPaused)
        {
            return EligibilityVerdict.Refuse(MarketsError.EntriesPaused);
        }

        if (job.State != JobState.Open)
        {
            return EligibilityVerdict.Refuse(MarketsError.JobNotOpen);
        }

        if (now > JobDeadlines.Open(job))
        {
            return EligibilityVerdict.Refuse(MarketsError.OpenDeadlinePassed);
        }

        var refusal = Refusal(job, candidate, rules, now);
        if (refusal is { } error)
        {
            return EligibilityVerdict.Refuse(error);
        }

        var turn = TurnAt(job, candidate, rules);
        return turn <= now ? EligibilityVerdict.Accept : EligibilityVerdict.Wait(turn);
    }

    /// <summary>First second in which the node may take the job: preferred nodes at once, better tiers before others.</summary>
    public static long TurnAt(Job job, Candidate candidate, EligibilityRules rules) => job.Prefers(candidate.Address)
        ? job.OpenedAt
        : checked(job.OpenedAt + job.ExclusiveSeconds + rules.TierDelaySeconds[(int)candidate.Tier - 1]);

    /// <summary>Rows that waiting does not change, except for the hours.</summary>
    private static MarketsError? Refusal(Job job, Candidate candidate, EligibilityRules rules, long now)
    {
        var node = candidate.Node;
        if (job.WasTriedBy(node.Authority))
        {
            return MarketsError.NodeAlreadyTried;
        }

        if (Hardware(job, node) is { } hardware)
        {
            return hardware;
        }

        if ((byte)candidate.Tier < job.Requirements.ReputationTier)
        {
            return MarketsError.ReputationTooLow;
        }

        if (rules.Capacity.Of(candidate.Pledged).Tier < job.Requirements.StakeTier)
        {
            return MarketsError.StakeTooLow;
        }

        if (PriceAfterRoyalty(job) < node.PriceFloor)
        {
            return MarketsError.PriceBelowFloor;
        }

        if (job.MaxRunSeconds < node.MinDurationSeconds || job.MaxRunSeconds > node.MaxDurationSeconds)
        {
            return MarketsError.DurationRefused;
        }

        return OpeningHours.OpenThroughout(node.Hours, now, job.MaxRunSeconds) ? null : MarketsError.OutsideHours;
    }

    private static MarketsError? Hardware(Job job, Node node)
    {
        var needs = job.Requirements;
        var fits = needs.GpuCount <= Math.Min(node.GpuCount, node.Fingerprints)
            && needs.VramMib <= node.VramMib
            && needs.CpuCores <= node.CpuCores
            && needs.RamMib <= node.RamMib
            && needs.DiskGib <= node.DiskGib;
        if (!fits)
        {
            return MarketsError.HardwareTooSmall;
        }

        if (!Allows(needs.ArchMask, (byte)node.Architecture))
        {
            return MarketsError.WrongArchitecture;
        }

        if (!Allows(needs.VendorMask, (byte)node.GpuVendor))
        {
            return MarketsError.WrongVendor;
        }

        return needs.Region == 0 || needs.Region == node.Region ? null : MarketsError.WrongRegion;
    }

    private static ulong PriceAfterRoyalty(Job job) =>
        new Client.Primitives.BasisPoints((ushort)(Client.Primitives.BasisPoints.Whole - job.RoyaltyBps)).FloorOf(job.PricePerSecond);

    /// <summary>Whether the bit of a value is in a mask; an empty mask allows all.</summary>
    private static bool Allows(int mask, byte value) => mask == 0 || (value < 16 && (mask & (1 << value)) != 0);
}

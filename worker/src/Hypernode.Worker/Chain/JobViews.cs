using Hypernode.Client.Markets;
using Hypernode.Solana.Addresses;

namespace Hypernode.Worker.Chain;

/// <summary>Makes views of the generated accounts.</summary>
internal static class JobViews
{
    public static JobView Of(Address address, Job job) => new()
    {
        Address = address,
        Phase = (JobPhase)(byte)job.State,
        Requester = job.Requester,
        Market = job.Market,
        Node = job.Node,
        Attempt = job.Attempt,
        PostedSlot = job.PostedSlot,
        ImageDigest = job.ImageDigest,
        InputDigest = job.InputDigest,
        SpecDigest = job.SpecDigest,
        ResultDigest = job.ResultDigest,
        Needs = new HardwareNeeds(
            job.Requirements.GpuCount,
            job.Requirements.VramMib,
            job.Requirements.CpuCores,
            job.Requirements.RamMib,
            job.Requirements.DiskGib,
            job.Requirements.Region,
            job.Requirements.ArchMask,
            job.Requirements.VendorMask,
            job.Requirements.StakeTier,
            job.Requirements.ReputationTier),
        PricePerSecond = job.PricePerSecond,
        RoyaltyBps = job.RoyaltyBps,
        MaxRunSeconds = job.MaxRunSeconds,
        QueueTimeoutSeconds = job.QueueTimeoutSeconds,
        StartGraceSeconds = job.StartGraceSeconds,
        SubmitGraceSeconds = job.SubmitGraceSeconds,
        ChallengeWindowSeconds = job.ChallengeWindowSeconds,
        ExclusiveSeconds = job.ExclusiveSeconds,
        Preferred = job.Preferred,
        PastAuthorities = job.PastAuthorities,
        OpenedAt = job.OpenedAt,
        AssignedAt = job.AssignedAt,
        StartedAt = job.StartedAt,
        StoppedAt = job.StoppedAt,
        SubmittedAt = job.SubmittedAt,
        EndedAt = job.EndedAt,
    };
}

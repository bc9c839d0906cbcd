using Hypernode.Client.Markets;
using Hypernode.Solana.Addresses;

namespace Hypernode.Protocol.Tests;

/// <summary>Jobs to start a test from.</summary>
internal static class Jobs
{
    public static Address Key(byte value) => new(Enumerable.Repeat(value, Address.Length).ToArray());

    public static Job Open() => new()
    {
        Version = 1,
        Bump = 255,
        EscrowBump = 255,
        State = JobState.Open,
        Verification = Verification.Plain,
        Origin = Origin.Direct,
        Attempt = 0,
        AttemptsMax = 3,
        CloseReason = CloseReason.None,
        Flags = 0,
        QuorumM = 0,
        Codec = 0,
        Id = new byte[16],
        Requester = Key(1),
        Market = Key(2),
        Node = default,
        Funder = Key(3),
        Orchestrator = default,
        Group = default,
        Parent = default,
        Preferred = [0, 0, 0],
        PastAuthorities = [0, 0],
        ImageDigest = new byte[32],
        InputDigest = new byte[32],
        SpecDigest = new byte[32],
        ResultDigest = new byte[32],
        Requirements = new PodRequirements
        {
            GpuCount = 0,
            VramMib = 0,
            CpuCores = 0,
            RamMib = 0,
            DiskGib = 0,
            Region = 0,
            ArchMask = 0,
            VendorMask = 0,
            StakeTier = 0,
            ReputationTier = 0,
            ProofsMask = 0,
        },
        PricePerSecond = 100,
        Cap = 6_000,
        VerificationFee = 0,
        Price = 0,
        TreasuryBps = 1_000,
        IncentiveBps = 500,
        OrchestratorBps = 500,
        StakerBps = 100,
        RoyaltyBps = 0,
        FailedPayBps = 9_000,
        SlaCreditBps = 0,
        AuditBps = 0,
        MaxRunSeconds = 60,
        QueueTimeoutSeconds = 7_200,
        StartGraceSeconds = 120,
        SubmitGraceSeconds = 300,
        ChallengeWindowSeconds = 600,
        ExclusiveSeconds = 0,
        SlaStartSeconds = 0,
        MeteredSeconds = 0,
        ResponseMs = 0,
        ExitCode = 0,
        OpenedAt = 1_000,
        AssignedAt = 0,
        StartedAt = 0,
        StoppedAt = 0,
        SubmittedAt = 0,
        EndedAt = 0,
        PostedSlot = 1,
        PhaseSlot = 0,
        ChallengeBond = 0,
        VerdictWindowSeconds = 3_600,
        MinDurationSeconds = 1,
        RentPayer = Key(4),
        Changes = 1,
        Reserved = new byte[12],
    };

    public static Job Assigned() => Open() with { State = JobState.Assigned, Attempt = 1, Node = Key(5), AssignedAt = 1_100 };

    public static Job Running() => Assigned() with { State = JobState.Running, StartedAt = 1_200 };

    public static Job Submitted() => Running() with { State = JobState.Submitted, SubmittedAt = 1_250, MeteredSeconds = 50 };
}

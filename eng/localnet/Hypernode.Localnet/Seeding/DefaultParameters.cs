using Hypernode.Client.Governance;
using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Client.Rewards;
using Hypernode.Client.Slashing;
using Hypernode.Client.Staking;
using Hypernode.Localnet.Keys;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Tokens;

namespace Hypernode.Localnet.Seeding;

/// <summary>The governed parameters at their defaults.</summary>
internal static class DefaultParameters
{
    private const uint Day = 86_400;

    /// <summary>Parameters of the registry.</summary>
    public static RegistryParams Registry() => new()
    {
        HeartbeatFloorSeconds = 30,
        OfflineAfterSeconds = 900,
        SlashableAfterSeconds = 2 * Day,
        HealthIntervalSeconds = 300,
        HealthStep = 10,
        HealthCap = 100,
        PayoutDelaySeconds = Day,
        NodeCloseDelaySeconds = 7 * Day,
        FingerprintRestSeconds = 30 * Day,
        MinRunsGold = 10,
        TierCuts = [200, 500, 750, 900],
        MinCountedFee = 100_000,
        NameFee = 100 * SeedPlan.Hyper,
        Treasury = GovernanceRecipes.Treasury,
    };

    /// <summary>Parameters of markets.</summary>
    /// <param name="genesis">Bound into every result digest.</param>
    /// <param name="now">Unix seconds; epochs are counted from here.</param>
    public static MarketsParams Markets(Hash genesis, long now) => new()
    {
        Treasury = GovernanceRecipes.Treasury,
        MarketAdmin = LocalKeys.Address(SeedActors.MarketAdmin),
        Genesis = genesis.ToArray(),
        TreasuryBps = 1_000,
        IncentiveBps = 500,
        OrchestratorBps = 500,
        StakerBps = 100,
        BurnBps = 0,
        TierDelaySeconds = [15, 8, 4, 2, 0],
        AttemptsMax = 3,
        FeeShards = SeedPlan.FeeShards,
        EpochOriginAt = now,
        EpochSeconds = 7 * Day,
        CloseDelaySeconds = Day,
        VerdictWindowSeconds = 3_600,
        ChallengeBondMin = 50 * SeedPlan.Hyper,
        ChallengeBondBps = 1_000,
        VerificationFeeBps = 500,
        MaxRoyaltyBps = 2_000,
        PanelTarget = 9,
        SeedDelaySlots = 8,
        DiscountBps = [0, 0, 0, 0, 0],
    };

    /// <summary>Parameters of staking.</summary>
    public static StakingParams Staking() => new()
    {
        MinStake = 100 * SeedPlan.Hyper,
        MinLockDays = 14,
        MaxLockDays = 365,
        BondLockDays = 30,
        UnbondingSeconds = 7 * Day,
        MultiplierDays = [0, 30, 90, 180, 365],
        MultiplierBps = [10_000, 15_000, 20_000, 30_000, 40_000],
        HolderThresholds = [0, 1_000 * SeedPlan.Hyper, 10_000 * SeedPlan.Hyper, 50_000 * SeedPlan.Hyper, 100_000 * SeedPlan.Hyper],
        CapacityThresholds = [100 * SeedPlan.Hyper, 1_000 * SeedPlan.Hyper, 10_000 * SeedPlan.Hyper, 100_000 * SeedPlan.Hyper],
        CapacityRuns = [1, 3, 10, ushort.MaxValue],
        ValidatorMin = 10_000 * SeedPlan.Hyper,
        ValidatorWarmupSeconds = Day,
        SlashCapBps = 5_000,
    };

    /// <summary>Parameters of rewards.</summary>
    /// <param name="mint">The HYPER mint.</param>
    /// <param name="now">Unix seconds; unlock periods are counted from here.</param>
    public static RewardsParams Rewards(Address mint, long now) => new()
    {
        Treasury = GovernanceRecipes.Treasury,
        Operations = AssociatedToken.Find(LocalKeys.Address(SeedActors.Operations), mint),
        UnlockAuthority = LocalKeys.Address(SeedActors.UnlockAuthority),
        UnlockRewardsBps = 3_000,
        UnlockBurnBps = 2_000,
        UnlockOriginAt = now,
        UnlockPeriodSeconds = 30 * Day,
        StreamSeconds = 30 * Day,
        MinTotalWeight = 10_000 * SeedPlan.Hyper,
        FeeShards = SeedPlan.FeeShards,
    };

    /// <summary>Terms of a market.</summary>
    public static MarketTerms Market(SeedMarket market) => new()
    {
        Verification = (byte)Verification.Plain,
        Requirements = market.Requirements,
        PriceMin = market.PriceMin,
        MinDurationSeconds = 1,
        MaxDurationSeconds = 30 * Day,
        QueueTimeoutSeconds = 7_200,
        StartGraceSeconds = 120,
        SubmitGraceSeconds = 300,
        ChallengeWindowSeconds = 600,
        FailedPayBps = 9_000,
    };

    /// <summary>Parameters of slashing.</summary>
    public static SlashingParams Slashing() => new()
    {
        Treasury = GovernanceRecipes.Treasury,
        ReasonBps = [100, 500, 2_000, 5_000],
        ReportBond = 100 * SeedPlan.Hyper,
        BurnBps = 5_000,
        TreasuryBps = 3_000,
        ReporterBps = 2_000,
        VoteWindowSeconds = 3 * Day,
        AppealWindowSeconds = 7 * Day,
        AppealVoteWindowSeconds = 7 * Day,
        ConfirmVotes = 3,
        AppealVotes = 5,
        PanelTarget = 9,
        SeedDelaySlots = 8,
    };

    /// <summary>Parameters of governance.</summary>
    public static GovernanceParams Governance() => new()
    {
        ProposalThreshold = (UInt128)1_000_000 * SeedPlan.Hyper,
        QuorumBps = 1_000,
        VoteSeconds = 3 * Day,
        TimelockSeconds = Day,
        ExecutionSeconds = 7 * Day,
        UpgradeTimelockSeconds = 8 * Day,
        ProposalBond = 10_000 * SeedPlan.Hyper,
        SpendCapBps = 1_000,
        VetoEnabled = true,
    };
}

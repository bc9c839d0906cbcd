using Hypernode.Client.Markets;

namespace Hypernode.Localnet.Seeding;

/// <summary>What a fresh local network is brought to. Amounts are base units of 10^-6 HYPER.</summary>
public static class SeedPlan
{
    /// <summary>One HYPER in base units.</summary>
    public const ulong Hyper = 1_000_000;

    /// <summary>The whole supply: 10^15 base units.</summary>
    public const ulong Supply = 1_000_000_000_000_000;

    /// <summary>Decimals of the mint.</summary>
    public const byte Decimals = 6;

    /// <summary>Lamports each actor gets: 10 SOL.</summary>
    public const ulong ActorLamports = 10_000_000_000;

    /// <summary>Fee shards of the markets program.</summary>
    public const byte FeeShards = 8;

    /// <summary>What the requester of the open job gets.</summary>
    public const ulong RequesterAmount = 10_000 * Hyper;

    /// <summary>The markets, from a whole machine's small change to its largest cards.</summary>
    public static readonly IReadOnlyList<SeedMarket> Markets =
    [
        new("cpu-small", PriceMin: 10, new SeedHardware(GpuCount: 0, VramMib: 0, CpuCores: 1, RamMib: 64, DiskGib: 1)),
        new("gpu-24", PriceMin: 1_000, new SeedHardware(GpuCount: 1, VramMib: 24 * 1024, CpuCores: 4, RamMib: 16 * 1024, DiskGib: 50)),
        new("gpu-80", PriceMin: 5_000, new SeedHardware(GpuCount: 1, VramMib: 80 * 1024, CpuCores: 8, RamMib: 64 * 1024, DiskGib: 200)),
    ];

    /// <summary>One node at the exact threshold of each capacity tier.</summary>
    public static readonly IReadOnlyList<SeedNode> Nodes =
    [
        new("node-1", Pledge: 100 * Hyper),
        new("node-2", Pledge: 1_000 * Hyper),
        new("node-3", Pledge: 10_000 * Hyper),
        new("node-4", Pledge: 100_000 * Hyper),
    ];

    /// <summary>Stakes that are not pledged: the holder tier no node stands at.</summary>
    public static readonly IReadOnlyList<SeedStake> FreeStakes = [new("staker-50000", Amount: 50_000 * Hyper)];

    /// <summary>Lock of every seeded stake: twice what a pledge needs, so that a network a month old can still pledge.</summary>
    public const ushort LockDays = 60;

    /// <summary>Name of the open job.</summary>
    public const string OpenJob = "open-job";

    /// <summary>Market of the open job: one that no seeded node serves, so that it stays open.</summary>
    public const string OpenJobMarket = "gpu-80";
}

/// <summary>A seeded market.</summary>
/// <param name="Name">Also names its id.</param>
/// <param name="PriceMin">Least base units per second.</param>
/// <param name="Hardware">What its jobs need at least.</param>
public sealed record SeedMarket(string Name, ulong PriceMin, SeedHardware Hardware)
{
    /// <summary>What the program stores of the hardware.</summary>
    public Requirements Requirements => new()
    {
        GpuCount = Hardware.GpuCount,
        VramMib = Hardware.VramMib,
        CpuCores = Hardware.CpuCores,
        RamMib = Hardware.RamMib,
        DiskGib = Hardware.DiskGib,
        Region = 0,
        ArchMask = 0,
        VendorMask = 0,
        StakeTier = 1,
        ReputationTier = 0,
        ProofsMask = 0,
    };
}

/// <summary>Hardware in the units of the chain.</summary>
public sealed record SeedHardware(ushort GpuCount, uint VramMib, ushort CpuCores, uint RamMib, uint DiskGib);

/// <summary>A seeded node without cards.</summary>
/// <param name="Name">Names its keys and its id.</param>
/// <param name="Pledge">Base units its authority stakes and pledges to it.</param>
public sealed record SeedNode(string Name, ulong Pledge);

/// <summary>A stake of an actor.</summary>
/// <param name="Owner">Name of the actor.</param>
/// <param name="Amount">Base units.</param>
public sealed record SeedStake(string Owner, ulong Amount);

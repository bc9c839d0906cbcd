using Hypernode.Solana.Addresses;

namespace Hypernode.Worker.Chain;

/// <summary>Our node, its stake and reputation, and the rules it stands under, as last read.</summary>
public sealed record NodeView
{
    public required Address Address { get; init; }

    public required Address Authority { get; init; }

    public required Address Operator { get; init; }

    /// <summary>Whether the registry lets it accept: status Active.</summary>
    public required bool IsActive { get; init; }

    /// <summary>Status name, for people.</summary>
    public required string Status { get; init; }

    /// <summary>What the node offers; region and masks as a job would ask for them.</summary>
    public required HardwareNeeds Has { get; init; }

    /// <summary>Bit of the node's own architecture and GPU vendor.</summary>
    public int ArchitectureBit { get; init; }

    public int VendorBit { get; init; }

    public int MaxRuns { get; init; }

    public int ActiveRuns { get; init; }

    public int GpusInUse { get; init; }

    /// <summary>Least price in base units a second.</summary>
    public ulong PriceFloor { get; init; }

    public long MinDurationSeconds { get; init; }

    /// <summary>Longest run taken; 0 = any.</summary>
    public long MaxDurationSeconds { get; init; }

    /// <summary>Reputation tier 1 (Starter) to 5 (Diamond).</summary>
    public int ReputationTier { get; init; } = 1;

    /// <summary>Capacity tier of the pledged stake, 0 = none.</summary>
    public int CapacityTier { get; init; }

    /// <summary>Runs the capacity tier allows at once.</summary>
    public int CapacityRuns { get; init; }

    /// <summary>Seconds each reputation tier waits before it may accept, Starter first.</summary>
    public IReadOnlyList<long> TierDelaySeconds { get; init; } = [0, 0, 0, 0, 0];

    /// <summary>Unix seconds of the last heartbeat.</summary>
    public long LastHeartbeatAt { get; init; }

    /// <summary>Seconds without a heartbeat after which the registry refuses new runs.</summary>
    public long OfflineAfterSeconds { get; init; } = 900;

    /// <summary>Lamports of the operator, which pays for transactions.</summary>
    public ulong OperatorLamports { get; init; }
}

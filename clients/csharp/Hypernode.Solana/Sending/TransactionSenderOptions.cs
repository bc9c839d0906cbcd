namespace Hypernode.Solana.Sending;

/// <summary>Prices and patience of a <see cref="TransactionSender"/>.</summary>
public sealed class TransactionSenderOptions
{
    /// <summary>Most lamports of fee for a request that names no cap; 1,000,000.</summary>
    public ulong MaxFeeLamports { get; init; } = 1_000_000;

    /// <summary>Price in micro-lamports for each compute unit when recent blocks show none; 0.</summary>
    public ulong PriceFloorMicroLamports { get; init; }

    /// <summary>Pause between two broadcasts of the same bytes; 2 s.</summary>
    public TimeSpan BroadcastPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Pause between two status calls for all transactions in flight; 1 s.</summary>
    public TimeSpan StatusPeriod { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Pause between two looks at the block height; 2 s.</summary>
    public TimeSpan HeightPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest wait for an outcome; 3 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Names of program errors; null = the framework's only.</summary>
    public ErrorNames? ErrorNames { get; init; }
}

namespace Hypernode.Solana.Sending;

/// <summary>The base fee alone is above the cap; nothing was sent.</summary>
public sealed class FeeCapException(ulong baseFeeLamports, ulong maxFeeLamports)
    : Exception($"The base fee of {baseFeeLamports} lamports is above the cap of {maxFeeLamports}: raise the cap.")
{
    /// <summary>Fee of the signatures, in lamports.</summary>
    public ulong BaseFeeLamports { get; } = baseFeeLamports;

    /// <summary>The cap, in lamports.</summary>
    public ulong MaxFeeLamports { get; } = maxFeeLamports;
}

namespace Hypernode.Solana.Rpc.Model;

/// <summary>How fresh and how settled a read must be.</summary>
/// <param name="Commitment">Null = the client's.</param>
/// <param name="MinContextSlot">Refuse answers of a node that has not reached this slot.</param>
public sealed record ReadOptions(Commitment? Commitment = null, ulong? MinContextSlot = null);

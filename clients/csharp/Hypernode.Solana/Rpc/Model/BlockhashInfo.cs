using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Rpc.Model;

/// <summary>A block hash that new transactions may use.</summary>
/// <param name="Hash">The hash.</param>
/// <param name="LastValidBlockHeight">A transaction with this hash cannot land above this height.</param>
/// <param name="ContextSlot">Slot the node answered at.</param>
public sealed record BlockhashInfo(Hash Hash, ulong LastValidBlockHeight, ulong ContextSlot);

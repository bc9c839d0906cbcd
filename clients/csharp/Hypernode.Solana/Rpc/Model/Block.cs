using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Rpc.Model;

/// <summary>A block with its transactions.</summary>
/// <param name="Slot">Slot it was produced in.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="ParentSlot">Slot of its parent.</param>
/// <param name="ParentHash">Hash of its parent.</param>
/// <param name="Height">Blocks before it; null when the node does not know.</param>
/// <param name="Time">Unix seconds it claims; null when the node does not know.</param>
/// <param name="Transactions">Its transactions in order.</param>
public sealed record Block(
    ulong Slot, Hash Hash, ulong ParentSlot, Hash ParentHash, ulong? Height, long? Time, IReadOnlyList<TransactionInfo> Transactions);

namespace Hypernode.Solana.Rpc.Model;

/// <summary>Where the chain is.</summary>
/// <param name="AbsoluteSlot">The slot.</param>
/// <param name="BlockHeight">Blocks produced.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="SlotIndex">The slot within the epoch.</param>
/// <param name="SlotsInEpoch">Slots of the epoch.</param>
/// <param name="TransactionCount">Transactions since genesis; null when the node does not know.</param>
public sealed record EpochInfo(ulong AbsoluteSlot, ulong BlockHeight, ulong Epoch, ulong SlotIndex, ulong SlotsInEpoch, ulong? TransactionCount);

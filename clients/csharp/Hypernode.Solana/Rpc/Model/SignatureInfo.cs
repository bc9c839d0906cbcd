using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Rpc.Model;

/// <summary>A transaction that named an account.</summary>
/// <param name="Signature">Its id.</param>
/// <param name="Slot">Slot it landed in.</param>
/// <param name="BlockTime">Unix seconds the block claims; null when the node does not know.</param>
/// <param name="Error">Why it failed; null = it succeeded.</param>
/// <param name="Memo">Its memo; null when it has none.</param>
/// <param name="Commitment">How settled it is; null when the node did not say.</param>
public sealed record SignatureInfo(Signature Signature, ulong Slot, long? BlockTime, TransactionError? Error, string? Memo, Commitment? Commitment);

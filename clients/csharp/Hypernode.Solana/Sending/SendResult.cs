using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Sending;

/// <summary>A transaction that succeeded.</summary>
/// <param name="Signature">Its id.</param>
/// <param name="Slot">Slot it landed in.</param>
public sealed record SendResult(Signature Signature, ulong Slot);

using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Sending;

/// <summary>A signed transaction as the journal keeps it, so that a restarted process can follow it up.</summary>
/// <param name="Purpose">The request's purpose.</param>
/// <param name="Signature">Its id.</param>
/// <param name="Bytes">The signed bytes; only these may be sent again.</param>
/// <param name="LastValidBlockHeight">It cannot land above this height; 2^64 - 1 with a nonce.</param>
/// <param name="MinContextSlot">Slot of the state it was built on.</param>
/// <param name="Nonce">Its durable nonce; null = it uses a block hash.</param>
public sealed record SendRecord(
    string Purpose, Signature Signature, ReadOnlyMemory<byte> Bytes, ulong LastValidBlockHeight, ulong MinContextSlot, NonceLifetime? Nonce);

using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Sending;

/// <summary>A durable nonce instead of a block hash: the transaction stays valid until the value changes.</summary>
/// <param name="Account">The nonce account.</param>
/// <param name="Authority">Key that may advance it; signs the transaction.</param>
/// <param name="Value">The value it holds.</param>
public sealed record NonceLifetime(Address Account, Address Authority, Hash Value);

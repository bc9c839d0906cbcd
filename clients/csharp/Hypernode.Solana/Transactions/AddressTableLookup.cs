using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Transactions;

/// <summary>Entries a message takes from one lookup table.</summary>
/// <param name="Table">Account of the table.</param>
/// <param name="WritableIndexes">Places of the writable entries.</param>
/// <param name="ReadOnlyIndexes">Places of the read-only entries.</param>
public sealed record AddressTableLookup(Address Table, ReadOnlyMemory<byte> WritableIndexes, ReadOnlyMemory<byte> ReadOnlyIndexes);

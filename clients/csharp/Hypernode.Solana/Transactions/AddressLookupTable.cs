using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Transactions;

/// <summary>A lookup table as it stands on chain: a message may name its entries by one byte.</summary>
/// <param name="Address">Account of the table.</param>
/// <param name="Entries">Its addresses in order; at most 256.</param>
public sealed record AddressLookupTable(Address Address, IReadOnlyList<Address> Entries);

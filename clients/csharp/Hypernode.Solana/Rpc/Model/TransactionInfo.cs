using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Solana.Rpc.Model;

/// <summary>A transaction of a block.</summary>
/// <param name="Slot">Slot of the block.</param>
/// <param name="BlockTime">Unix seconds the block claims; null when the node does not know.</param>
/// <param name="Transaction">Message and signatures.</param>
/// <param name="Meta">What it did; null when the node did not record it.</param>
public sealed record TransactionInfo(ulong Slot, long? BlockTime, Transaction Transaction, TransactionMeta? Meta)
{
    /// <summary>All accounts: static ones, then those looked up, writable before read-only.</summary>
    public IReadOnlyList<Address> Accounts { get; } =
        [.. Transaction.Message.StaticAccounts, .. Meta?.LoadedWritable ?? [], .. Meta?.LoadedReadOnly ?? []];
}

using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Decoding;

/// <summary>The calls of a transaction in order.</summary>
internal static class TransactionCalls
{
    /// <summary>Reads them.</summary>
    /// <param name="message">The message.</param>
    /// <param name="loadedWritable">Accounts that its lookup tables name for writing; empty where that is not known.</param>
    /// <param name="loadedReadOnly">Accounts that they name for reading.</param>
    public static IReadOnlyList<DecodedCall> Read(Message message, IReadOnlyList<Address> loadedWritable, IReadOnlyList<Address> loadedReadOnly)
    {
        List<AccountMeta> accounts =
        [
            .. message.StaticAccounts.Select((address, place) => new AccountMeta(address, place < message.Header.RequiredSignatures, message.IsWritable(place))),
            .. loadedWritable.Select(AccountMeta.Writable),
            .. loadedReadOnly.Select(AccountMeta.ReadOnly),
        ];
        // Without its lookup tables an account of them is unknown: it is shown as the empty address, never as another one.
        var all = message.Lookups.Count == 0 || accounts.Count > message.StaticAccounts.Count
            ? accounts
            : [.. accounts, .. Enumerable.Repeat(default(AccountMeta), byte.MaxValue)];
        return
        [
            .. message.Instructions.Select(call => DecodedCall.Of(
                all[call.ProgramIndex].Address, [.. call.AccountIndexes.ToArray().Select(place => all[place])], call.Data.Span)),
        ];
    }
}

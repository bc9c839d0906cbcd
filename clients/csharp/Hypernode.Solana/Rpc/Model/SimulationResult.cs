using Hypernode.Solana.Addresses;
using Hypernode.Solana.Sending;
using Hypernode.Solana.Transactions;

namespace Hypernode.Solana.Rpc.Model;

/// <summary>What a transaction would do.</summary>
/// <param name="Error">Why it would fail; null = it would succeed.</param>
/// <param name="Logs">Program logs; empty when the node gave none.</param>
/// <param name="UnitsConsumed">Compute units; null when the node did not say.</param>
/// <param name="LoadedAccountsDataBytes">Bytes of account data it loads; null when the node did not say.</param>
/// <param name="FeeLamports">Fee it would pay; null when the node did not say.</param>
/// <param name="ReturnData">Return data of the last program that set some.</param>
/// <param name="Accounts">State after it, of the accounts asked for; empty when none were.</param>
/// <param name="ReplacementBlockhash">Hash the node used instead of the transaction's; null unless asked for.</param>
public sealed record SimulationResult(
    TransactionError? Error,
    IReadOnlyList<string> Logs,
    ulong? UnitsConsumed,
    uint? LoadedAccountsDataBytes,
    ulong? FeeLamports,
    ReturnData? ReturnData,
    IReadOnlyList<AccountInfo?> Accounts,
    BlockhashInfo? ReplacementBlockhash)
{
    /// <summary>The failure as an exception.</summary>
    /// <param name="message">The message, to name the program; null when unknown.</param>
    /// <param name="errorNames">Names of program errors.</param>
    /// <exception cref="InvalidOperationException">The simulation succeeded.</exception>
    public TransactionFailedException ToException(Message? message, ErrorNames? errorNames) => Error is null
        ? throw new InvalidOperationException("The simulation succeeded.")
        : TransactionFailedException.Create(Error, message, errorNames, Logs, UnitsConsumed, signature: null);
}

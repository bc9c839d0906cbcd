using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Solana.Subscriptions;

/// <summary>Logs of a transaction.</summary>
/// <param name="Signature">Its id.</param>
/// <param name="Error">Why it failed; null = it succeeded.</param>
/// <param name="Logs">Lines; a node may cut them off.</param>
public sealed record LogsNotice(Signature Signature, TransactionError? Error, IReadOnlyList<string> Logs);

using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Solana.Subscriptions;

/// <summary>A transaction reached the commitment asked for.</summary>
/// <param name="Error">Why it failed; null = it succeeded.</param>
public sealed record SignatureNotice(TransactionError? Error);

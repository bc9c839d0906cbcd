using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Rpc.Model;

/// <summary>How to simulate.</summary>
/// <param name="Read">Freshness of the state.</param>
/// <param name="VerifySignatures">Refuse missing or wrong signatures; not together with <paramref name="ReplaceBlockhash"/>.</param>
/// <param name="ReplaceBlockhash">Let the node put a recent block hash in.</param>
/// <param name="Accounts">Accounts whose state afterwards is returned; null = none.</param>
public sealed record SimulateOptions(
    ReadOptions? Read = null, bool VerifySignatures = false, bool ReplaceBlockhash = false, IReadOnlyList<Address>? Accounts = null);

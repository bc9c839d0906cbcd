using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Rpc.Model;

/// <summary>What a transaction did.</summary>
/// <param name="Error">Why it failed; null = it succeeded.</param>
/// <param name="FeeLamports">Fee paid.</param>
/// <param name="PreBalances">Lamports before, in account order.</param>
/// <param name="PostBalances">Lamports after.</param>
/// <param name="InnerInstructions">Calls programs made; null when the node did not record them.</param>
/// <param name="Logs">Program logs; null when the node did not record them.</param>
/// <param name="PreTokenBalances">Token balances before.</param>
/// <param name="PostTokenBalances">Token balances after.</param>
/// <param name="LoadedWritable">Writable accounts taken from lookup tables.</param>
/// <param name="LoadedReadOnly">Read-only accounts taken from lookup tables.</param>
/// <param name="ReturnData">Return data of the last program that set some.</param>
/// <param name="UnitsConsumed">Compute units; null when the node did not say.</param>
public sealed record TransactionMeta(
    TransactionError? Error,
    ulong FeeLamports,
    IReadOnlyList<ulong> PreBalances,
    IReadOnlyList<ulong> PostBalances,
    IReadOnlyList<InnerInstructions>? InnerInstructions,
    IReadOnlyList<string>? Logs,
    IReadOnlyList<TokenBalance> PreTokenBalances,
    IReadOnlyList<TokenBalance> PostTokenBalances,
    IReadOnlyList<Address> LoadedWritable,
    IReadOnlyList<Address> LoadedReadOnly,
    ReturnData? ReturnData,
    ulong? UnitsConsumed);

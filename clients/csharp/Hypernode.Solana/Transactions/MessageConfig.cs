namespace Hypernode.Solana.Transactions;

/// <summary>Compute budget inside a version 1 message; null = not set, the chain's default applies.</summary>
/// <param name="PriorityFeeLamports">Whole priority fee, in lamports.</param>
/// <param name="ComputeUnitLimit">Compute units.</param>
/// <param name="LoadedAccountsDataLimit">Bytes of account data that may be loaded.</param>
/// <param name="HeapBytes">Heap of each program, in bytes.</param>
public sealed record MessageConfig(ulong? PriorityFeeLamports, uint? ComputeUnitLimit, uint? LoadedAccountsDataLimit, uint? HeapBytes);

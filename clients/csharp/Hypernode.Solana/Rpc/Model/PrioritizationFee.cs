namespace Hypernode.Solana.Rpc.Model;

/// <summary>Lowest priority fee that landed in a slot for the accounts asked about.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="MicroLamportsPerUnit">Micro-lamports for each compute unit.</param>
public sealed record PrioritizationFee(ulong Slot, ulong MicroLamportsPerUnit);

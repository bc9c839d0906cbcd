using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Sending;

/// <summary>Name of a program's error code; null when the program or code is unknown.</summary>
/// <param name="programId">The program that failed.</param>
/// <param name="code">Its error code.</param>
public delegate string? ErrorNames(Address programId, uint code);

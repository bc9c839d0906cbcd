namespace Hypernode.Solana.Transactions;

/// <summary>An instruction whose accounts are places in the message's account list.</summary>
/// <param name="ProgramIndex">Place of the program among the static accounts.</param>
/// <param name="AccountIndexes">Places among static accounts, then looked-up writable, then looked-up read-only ones.</param>
/// <param name="Data">Data for the program.</param>
public sealed record CompiledInstruction(byte ProgramIndex, ReadOnlyMemory<byte> AccountIndexes, ReadOnlyMemory<byte> Data);

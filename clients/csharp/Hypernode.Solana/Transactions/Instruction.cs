using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Transactions;

/// <summary>One call of a program.</summary>
/// <param name="ProgramId">The program that runs.</param>
/// <param name="Accounts">Accounts in the order the program reads them.</param>
/// <param name="Data">What the program decodes: its discriminator and arguments.</param>
public sealed record Instruction(Address ProgramId, IReadOnlyList<AccountMeta> Accounts, ReadOnlyMemory<byte> Data);

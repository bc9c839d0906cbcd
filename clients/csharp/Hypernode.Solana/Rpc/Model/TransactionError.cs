namespace Hypernode.Solana.Rpc.Model;

/// <summary>Why the chain refused a transaction.</summary>
/// <param name="Kind">The chain's name, such as "InstructionError" or "BlockhashNotFound".</param>
/// <param name="InstructionIndex">Place of the failing instruction; null when none failed.</param>
/// <param name="InstructionKind">The chain's name of the instruction's failure, such as "Custom" or "InvalidAccountData".</param>
/// <param name="Code">The program's own error code; null unless <paramref name="InstructionKind"/> is "Custom".</param>
public sealed record TransactionError(string Kind, int? InstructionIndex = null, string? InstructionKind = null, uint? Code = null)
{
    public override string ToString() => InstructionIndex is { } index
        ? $"instruction {index}: {InstructionKind}{(Code is { } code ? $" {code}" : "")}"
        : Kind;
}

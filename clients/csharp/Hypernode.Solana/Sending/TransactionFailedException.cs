using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc.Model;
using Hypernode.Solana.Transactions;

namespace Hypernode.Solana.Sending;

/// <summary>The chain refused a transaction, in simulation (nothing was sent) or after it landed (the fee is gone).</summary>
public sealed class TransactionFailedException : Exception
{
    private TransactionFailedException(
        TransactionError error, Address? programId, string? name, IReadOnlyList<string> logs, ulong? units, Signature? signature)
        : base(Describe(error, programId, name, signature))
    {
        Error = error;
        ProgramId = programId;
        Name = name;
        Logs = logs;
        UnitsConsumed = units;
        Signature = signature;
    }

    /// <summary>The chain's error.</summary>
    public TransactionError Error { get; }

    /// <summary>Place of the failing instruction; null when none failed.</summary>
    public int? InstructionIndex => Error.InstructionIndex;

    /// <summary>Program that failed: the innermost by the logs, else the instruction's; null when unknown.</summary>
    public Address? ProgramId { get; }

    /// <summary>The program's error code; null when the failure is none of its own.</summary>
    public uint? Code => Error.Code;

    /// <summary>Name of the code by IDL or framework; null when unknown.</summary>
    public string? Name { get; }

    /// <summary>Program logs; empty when the node gave none.</summary>
    public IReadOnlyList<string> Logs { get; }

    /// <summary>Compute units; null when the node did not say.</summary>
    public ulong? UnitsConsumed { get; }

    /// <summary>Id of the landed transaction; null when it failed in simulation.</summary>
    public Signature? Signature { get; }

    internal static TransactionFailedException Create(
        TransactionError error, Message? message, ErrorNames? errorNames, IReadOnlyList<string> logs, ulong? units, Signature? signature)
    {
        var program = ProgramLogs.FindFailedProgram(logs) ?? InstructionProgram(error, message);
        var name = error.Code is { } code
            ? (program is { } id ? errorNames?.Invoke(id, code) : null) ?? FrameworkErrors.NameOf(code)
            : error.InstructionKind ?? error.Kind;
        return new TransactionFailedException(error, program, name, logs, units, signature);
    }

    private static Address? InstructionProgram(TransactionError error, Message? message) =>
        error.InstructionIndex is { } index && message is not null && index < message.Instructions.Count
            ? message.StaticAccounts[message.Instructions[index].ProgramIndex]
            : null;

    private static string Describe(TransactionError error, Address? programId, string? name, Signature? signature)
    {
        var what = error.Code is { } code ? $"{name ?? "error"} ({code})" : name ?? error.ToString();
        var where = error.InstructionIndex is { } index ? $" in instruction {index}" : "";
        var who = programId is { } id ? $" of program {id}" : "";
        return $"The transaction {(signature is { } s ? s + " failed" : "was refused in simulation, nothing was sent")}: {what}{where}{who}.";
    }
}

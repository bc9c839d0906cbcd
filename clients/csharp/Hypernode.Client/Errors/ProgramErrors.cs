using Hypernode.Client.Programs;
using Hypernode.Solana.Addresses;

namespace Hypernode.Client.Errors;

/// <summary>Names and remedies of the codes with which our programs refuse.</summary>
public static class ProgramErrors
{
    /// <summary>The name of a code; null for a foreign program or an unknown code.</summary>
    public static string? NameOf(Address programId, uint code) => Find(programId, code)?.Name;

    /// <summary>What the program says about it; null for a foreign program or an unknown code.</summary>
    public static string? MessageOf(Address? programId, uint? code) =>
        programId is { } program && code is { } number ? Find(program, number)?.Message : null;

    private static ProgramError? Find(Address programId, uint code) =>
        KnownPrograms.Find(programId)?.Errors.FirstOrDefault(error => error.Code == code);
}

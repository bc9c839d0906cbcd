namespace Hypernode.Solana.Sending;

/// <summary>Codes that the Anchor framework itself returns as <c>Custom</c>, whatever the program.</summary>
internal static class FrameworkErrors
{
    // Source: anchor-lang 2.0.0-rc.2, the conversion of ErrorCode into ProgramError.
    public static string? NameOf(uint code) => code switch
    {
        2000 => "ConstraintMut",
        2001 => "ConstraintHasOne",
        2003 => "ConstraintRaw",
        2005 => "ConstraintRentExempt",
        2007 => "ConstraintExecutable",
        2011 => "ConstraintClose",
        2012 => "ConstraintAddress",
        2013 => "ConstraintZero",
        2019 => "ConstraintSpace",
        2020 => "ConstraintAccountIsNone",
        2040 => "ConstraintDuplicateMutableAccount",
        2500 => "RequireViolated",
        2501 => "RequireEqViolated",
        2502 => "RequireKeysEqViolated",
        2503 => "RequireNeqViolated",
        2504 => "RequireKeysNeqViolated",
        2505 => "RequireGtViolated",
        2506 => "RequireGteViolated",
        _ => null,
    };
}

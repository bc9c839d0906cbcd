namespace Hypernode.Cli;

/// <summary>What the process tells its caller. Values are part of the interface and never reused.</summary>
internal enum ExitCode
{
    /// <summary>The command did what it says.</summary>
    Done = 0,

    /// <summary>A defect of this program.</summary>
    Internal = 1,

    /// <summary>An option, argument or amount that cannot be read.</summary>
    Usage = 2,

    /// <summary>This machine lacks something; the message names the remedy.</summary>
    Environment = 3,

    /// <summary>A server cannot be reached, or a port is taken.</summary>
    Unreachable = 4,

    /// <summary>The program on chain refused; nothing moved.</summary>
    Refused = 5,

    /// <summary>No such account, job, file or content.</summary>
    NotFound = 6,

    /// <summary>A transaction was sent and its outcome is not known yet: `hypernode tx resume`.</summary>
    OutcomeUnknown = 7,

    /// <summary>The user declined, or nobody was there to ask.</summary>
    Declined = 8,

    /// <summary>Not enough HYPER or SOL.</summary>
    Funds = 9,

    /// <summary>Bytes do not have the digest that the chain names.</summary>
    VerificationFailed = 10,

    /// <summary>Interrupted by the user.</summary>
    Interrupted = 130,
}

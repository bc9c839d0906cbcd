namespace Hypernode.Cli;

/// <summary>A refusal that the user can act on: what happened, and what to do about it.</summary>
internal sealed class CliException(ExitCode exitCode, string cause, string? remedy = null, Exception? inner = null)
    : Exception(cause, inner)
{
    /// <summary>The exit code of the process.</summary>
    public ExitCode ExitCode { get; } = exitCode;

    /// <summary>What to do, as one sentence; null where the cause says it all.</summary>
    public string? Remedy { get; } = remedy;
}

namespace Hypernode.Worker.Execution;

/// <summary>How a run ended.</summary>
/// <param name="ExitCode">0..255; 128 + n for signal n; 124 for a run cut at its time limit.</param>
/// <param name="Cause">Who ended it.</param>
/// <param name="StartedAt">When the executor started it.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Usage">What it used; null when the executor cannot tell.</param>
public sealed record RunExit(int ExitCode, ExitCause Cause, DateTimeOffset StartedAt, DateTimeOffset EndedAt, RunUsage? Usage = null);

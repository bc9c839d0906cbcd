namespace Hypernode.Worker.Execution.Logs;

/// <summary>One line of a run's output.</summary>
/// <param name="Sequence">Position among all lines of the run, from 0, dropped ones counted.</param>
/// <param name="At">When the worker read it.</param>
/// <param name="Stream">Where it came from.</param>
/// <param name="Text">The line without its end, at most <see cref="LogRing.MaxLineBytes"/> UTF-8 bytes.</param>
public sealed record LogLine(long Sequence, DateTimeOffset At, LogStream Stream, string Text);

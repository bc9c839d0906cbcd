namespace Hypernode.Protocol.Nodes;

/// <summary>One line of JSON sent to a worker's control socket; the answer is lines of JSON, then the end of the stream.</summary>
/// <param name="Command"><c>status</c>, <c>logs</c>, <c>drain</c>, <c>resume</c> or <c>stop</c>.</param>
/// <param name="Run">For <c>logs</c>: name of the run, or of its job; empty = the newest.</param>
/// <param name="Follow">For <c>logs</c>: go on until the run ends.</param>
/// <param name="From">For <c>logs</c>: first sequence wanted.</param>
/// <param name="Now">For <c>stop</c>: kill runs and give their jobs back instead of waiting for them.</param>
public sealed record ControlRequest(string Command, string Run = "", bool Follow = false, long From = 0, bool Now = false);

/// <summary>One line of a worker's answer; exactly one member is set.</summary>
/// <param name="Status">Answer to <c>status</c>, <c>drain</c>, <c>resume</c>; to <c>stop</c> once the worker is empty.</param>
/// <param name="Line">One line of a run's output.</param>
/// <param name="Error">Why the request was refused.</param>
public sealed record ControlReply(WorkerStatus? Status = null, ControlLogLine? Line = null, string? Error = null);

/// <summary>One line of a run's output.</summary>
/// <param name="Sequence">Position from 0; a gap is what the ring dropped.</param>
/// <param name="At">Unix milliseconds.</param>
/// <param name="IsError">Whether it came from the error stream.</param>
/// <param name="Text">The line.</param>
public sealed record ControlLogLine(long Sequence, long At, bool IsError, string Text);

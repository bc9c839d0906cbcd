namespace Hypernode.Worker.Execution;

/// <summary>An executor could not do what it was asked.</summary>
/// <param name="fault">Whose fault.</param>
/// <param name="message">What was seen and what to do.</param>
/// <param name="inner">The cause below, if any.</param>
public sealed class ExecutionException(ExecutionFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whose fault; decides between <c>submit as failed</c> and <c>release</c>.</summary>
    public ExecutionFault Fault { get; } = fault;
}

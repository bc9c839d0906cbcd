using System.Diagnostics;

namespace Hypernode.Worker.Execution.Sandbox;

/// <summary>A sandbox this very process started; its standard input is the lifeline.</summary>
/// <param name="process">The supervisor.</param>
internal sealed class LiveSandbox(Process process)
{
    public Process Process { get; } = process;

    /// <summary>End of the error output: where bubblewrap says why it could not set up.</summary>
    public LastWords LastWords { get; } = new();

    /// <summary>Set once the error output is read to its end.</summary>
    public TaskCompletionSource ErrorsRead { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

using Hypernode.Worker.Execution.Logs;

namespace Hypernode.Worker.Execution;

/// <summary>
/// Makes, starts and ends containers. Every call may be repeated after a crash: creating what exists and removing what is gone
/// succeed. A container that has exited is never started again. Failures are <see cref="ExecutionException"/>.
/// </summary>
public interface IExecutor
{
    /// <summary>Isolation class named in the node's descriptor and every report, for requesters to filter.</summary>
    string IsolationClass { get; }

    /// <summary>Checks this host; never throws for what is missing.</summary>
    Task<IReadOnlyList<Prerequisite>> ProbeAsync(CancellationToken cancellationToken);

    /// <summary>Whether <see cref="CreateAsync"/> could use the image without fetching it.</summary>
    Task<bool> HasImageAsync(RunImage image, CancellationToken cancellationToken);

    /// <summary>Brings an image into the form the executor starts from, verified by digest.</summary>
    Task PrepareImageAsync(RunImage image, CancellationToken cancellationToken);

    /// <summary>Makes the container without starting it; one of the same name is taken as ours.</summary>
    Task CreateAsync(RunRequest request, CancellationToken cancellationToken);

    /// <summary>Starts a created container once.</summary>
    Task StartAsync(string name, CancellationToken cancellationToken);

    /// <summary>Copies the container's output into the ring until the container ends or the token is cancelled.</summary>
    Task FollowLogsAsync(string name, LogRing logs, CancellationToken cancellationToken);

    /// <summary>Waits for the end of a started container.</summary>
    /// <returns>Cause <see cref="ExitCause.Exited"/>, <see cref="ExitCause.OutOfMemory"/> or <see cref="ExitCause.CommandNotRunnable"/>; the caller knows what it killed.</returns>
    Task<RunExit> WaitAsync(string name, CancellationToken cancellationToken);

    /// <summary>Reads the state of a container, absent ones included.</summary>
    Task<RunInspection> InspectAsync(string name, CancellationToken cancellationToken);

    /// <summary>Ends all processes of a container; one that is not running is fine.</summary>
    Task KillAsync(string name, CancellationToken cancellationToken);

    /// <summary>Removes a container whatever its state; an absent one is fine.</summary>
    Task RemoveAsync(string name, CancellationToken cancellationToken);

    /// <summary>Lists this worker's containers in any state.</summary>
    Task<IReadOnlyList<FoundRun>> ListAsync(CancellationToken cancellationToken);
}

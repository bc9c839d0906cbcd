using Hypernode.Worker.Execution.Logs;

namespace Hypernode.Worker.Execution;

/// <summary>Stands by a started container until it ends, and ends it when its time, its output or its lease says so.</summary>
/// <param name="executor">Runs the container.</param>
/// <param name="time">Clock of the deadline and of the watch.</param>
public sealed class RunSupervisor(IExecutor executor, TimeProvider time)
{
    /// <summary>Exit code that says a run was cut at its time limit; on chain such a run is paid in full.</summary>
    public const int TimeLimitExitCode = 124;

    /// <summary>Exit code of a run cut because <c>/out</c> was too large: as if killed by a signal.</summary>
    public const int OutputLimitExitCode = 137;

    private static readonly Task<ExitCause> Never = new TaskCompletionSource<ExitCause>().Task;
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LogDrainTime = TimeSpan.FromSeconds(5);

    /// <summary>Waits for the end of a started container while copying its output.</summary>
    /// <param name="name">The container.</param>
    /// <param name="outputFolder">Host folder behind <c>/out</c>.</param>
    /// <param name="limits">How much may be there.</param>
    /// <param name="killAt">When the run is cut.</param>
    /// <param name="logs">Receives the output; closed at the end.</param>
    /// <param name="interrupted">Ends the run early when it completes, naming the cause; null = nobody will.</param>
    /// <param name="cancellationToken">The worker stops watching; the container goes on.</param>
    /// <exception cref="ExecutionException">The executor lost the container: a host fault.</exception>
    public async Task<RunExit> SuperviseAsync(
        string name, string outputFolder, RunLimits limits, DateTimeOffset killAt, LogRing logs, Task<ExitCause>? interrupted, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var following = executor.FollowLogsAsync(name, logs, stop.Token);
        var waiting = executor.WaitAsync(name, stop.Token);
        try
        {
            var cut = await WatchAsync(name, outputFolder, limits, killAt, waiting, interrupted ?? Never, cancellationToken);
            var exit = await waiting;
            await DrainAsync(following, cancellationToken);
            return cut switch
            {
                null when OutputFolder.IsOver(outputFolder, limits) => exit with { ExitCode = OutputLimitExitCode, Cause = ExitCause.OutputLimit },
                null => exit,
                ExitCause.TimeLimit => exit with { ExitCode = TimeLimitExitCode, Cause = ExitCause.TimeLimit },
                { } cause => exit with { ExitCode = OutputLimitExitCode, Cause = cause },
            };
        }
        finally
        {
            await stop.CancelAsync();
            logs.Close();
        }
    }

    private async Task<ExitCause?> WatchAsync(string name, string outputFolder, RunLimits limits, DateTimeOffset killAt, Task waiting, Task<ExitCause> interrupted, CancellationToken cancellationToken)
    {
        while (!waiting.IsCompleted)
        {
            if (interrupted.IsCompleted)
            {
                return await CutAsync(name, await interrupted, cancellationToken);
            }

            var left = killAt - time.GetUtcNow();
            if (left <= TimeSpan.Zero)
            {
                return await CutAsync(name, ExitCause.TimeLimit, cancellationToken);
            }

            if (OutputFolder.IsOver(outputFolder, limits))
            {
                return await CutAsync(name, ExitCause.OutputLimit, cancellationToken);
            }

            using var tick = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(waiting, interrupted, Task.Delay(left < WatchPeriod ? left : WatchPeriod, time, tick.Token));
            await tick.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }

        return null;
    }

    /// <summary>Ends the container; null where it had ended by itself, as a worker that was away may find it after its time.</summary>
    private async Task<ExitCause?> CutAsync(string name, ExitCause cause, CancellationToken cancellationToken)
    {
        if ((await executor.InspectAsync(name, cancellationToken)).State == RunState.Exited)
        {
            return null;
        }

        await executor.KillAsync(name, cancellationToken);
        return cause;
    }

    /// <summary>Output still under way when the container ended belongs to the run, but must not hold it up.</summary>
    private async Task DrainAsync(Task following, CancellationToken cancellationToken)
    {
        try
        {
            await following.WaitAsync(LogDrainTime, time, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or ExecutionException)
        {
            // What did not come, or not in time, is not part of the log; how the run ended is known without it.
        }
    }
}

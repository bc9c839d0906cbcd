using Hypernode.Worker.Leases;
using Hypernode.Worker.Scheduling;
using Microsoft.Extensions.Logging;

namespace Hypernode.Worker;

/// <summary>Every line a worker logs. Ids are never reused.</summary>
internal static partial class WorkerLog
{
    [LoggerMessage(3000, LogLevel.Information, "Worker of node {Node} started: {Isolation}, {Runs} runs at once")]
    public static partial void WorkerStarted(this ILogger logger, string node, string isolation, int runs);

    [LoggerMessage(3001, LogLevel.Information, "Run {Run} entered {Phase}")]
    public static partial void PhaseEntered(this ILogger logger, string run, RunPhase phase);

    [LoggerMessage(3002, LogLevel.Warning, "Run {Run} abandoned: {Reason}")]
    public static partial void RunAbandoned(this ILogger logger, string run, string reason);

    [LoggerMessage(3003, LogLevel.Warning, "Run {Run} waits for the chain in {Phase}: {Reason}")]
    public static partial void ChainAwaited(this ILogger logger, string run, RunPhase phase, string reason);

    [LoggerMessage(3004, LogLevel.Warning, "Run {Run} cannot deliver to {Sink} yet: {Reason}")]
    public static partial void DeliveryAwaited(this ILogger logger, string run, string sink, string reason);

    [LoggerMessage(3005, LogLevel.Information, "Run {Run} ended with exit code {ExitCode} ({Cause}) after {Seconds} s")]
    public static partial void ContainerEnded(this ILogger logger, string run, int exitCode, Execution.ExitCause cause, double seconds);

    [LoggerMessage(3006, LogLevel.Debug, "Job {Job} is left to others: {Reason}")]
    public static partial void JobSkipped(this ILogger logger, string job, string reason);

    [LoggerMessage(3007, LogLevel.Warning, "Container {Name} belongs to no run of ours; removed")]
    public static partial void OrphanRemoved(this ILogger logger, string name);

    [LoggerMessage(3008, LogLevel.Error, "Quarantined {Run}: {Reason}")]
    public static partial void RunQuarantined(this ILogger logger, string run, string reason);

    [LoggerMessage(3009, LogLevel.Warning, "Draining: {Reason}")]
    public static partial void Draining(this ILogger logger, string reason);

    [LoggerMessage(3010, LogLevel.Information, "No longer draining for: {Reason}")]
    public static partial void DrainCleared(this ILogger logger, string reason);

    [LoggerMessage(3011, LogLevel.Warning, "The chain cannot be read: {Reason}")]
    public static partial void ChainUnreadable(this ILogger logger, string reason);

    [LoggerMessage(3012, LogLevel.Information, "Heartbeat recorded")]
    public static partial void HeartbeatRecorded(this ILogger logger);

    [LoggerMessage(3013, LogLevel.Warning, "Heartbeat refused: {Reason}")]
    public static partial void HeartbeatRefused(this ILogger logger, string reason);

    [LoggerMessage(3014, LogLevel.Information, "Recovering run {Run} in {Phase}")]
    public static partial void RunRecovered(this ILogger logger, string run, RunPhase phase);

    [LoggerMessage(3015, LogLevel.Warning, "This host's clock is {Seconds} s off the chain's; the difference is taken into account")]
    public static partial void ClockCorrected(this ILogger logger, long seconds);

    [LoggerMessage(3016, LogLevel.Warning, "Container {Name} is past its deadline; removed")]
    public static partial void DeadlineSwept(this ILogger logger, string name);

    [LoggerMessage(3017, LogLevel.Error, "Run {Run} failed in an unknown way")]
    public static partial void RunCrashed(this ILogger logger, Exception exception, string run);

    [LoggerMessage(3018, LogLevel.Information, "Worker stopped")]
    public static partial void WorkerStopped(this ILogger logger);

    [LoggerMessage(3019, LogLevel.Warning, "Operator has {Lamports} lamports left; send it SOL before it cannot pay for transactions")]
    public static partial void OperatorLow(this ILogger logger, ulong lamports);

    [LoggerMessage(3020, LogLevel.Warning, "Run {Run} left something behind that cannot be removed now: {Reason}")]
    public static partial void TidyFailed(this ILogger logger, string run, string reason);

    [LoggerMessage(3021, LogLevel.Warning, "Containers cannot be listed or removed: {Reason}")]
    public static partial void EngineUnreachable(this ILogger logger, string reason);
}

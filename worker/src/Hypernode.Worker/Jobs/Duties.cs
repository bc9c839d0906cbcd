using Hypernode.Worker.Scheduling;
using Quartz;

namespace Hypernode.Worker.Jobs;

/// <summary>Reads open jobs and begins runs.</summary>
[DisallowConcurrentExecution]
internal sealed class ScanDuty(NodeWorker worker) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await worker.ScanAsync(cancellationToken);
}

/// <summary>Re-reads every lease.</summary>
[DisallowConcurrentExecution]
internal sealed class LeaseDuty(NodeWorker worker) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await worker.CheckLeasesAsync(cancellationToken);
}

/// <summary>Removes containers past their deadline or without a run.</summary>
[DisallowConcurrentExecution]
internal sealed class SweepDuty(NodeWorker worker) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await worker.SweepAsync(cancellationToken);
}

/// <summary>Records a heartbeat on chain.</summary>
[DisallowConcurrentExecution]
internal sealed class HeartbeatDuty(NodeWorker worker) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await worker.BeatAsync(cancellationToken);
}

/// <summary>Compares this host's clock with the chain's.</summary>
[DisallowConcurrentExecution]
internal sealed class ClockDuty(NodeWorker worker) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await worker.CompareClocksAsync(cancellationToken);
}

/// <summary>Frees content nobody needs and watches the disk.</summary>
[DisallowConcurrentExecution]
internal sealed class TidyDuty(NodeWorker worker) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await worker.TidyAsync(cancellationToken);
}

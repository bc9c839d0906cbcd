using Hypernode.Content.Stores;
using Hypernode.Solana.Addresses;
using Hypernode.Worker.Chain;
using Hypernode.Worker.Execution;
using Hypernode.Worker.Leases;
using Microsoft.Extensions.Logging;

namespace Hypernode.Worker.Scheduling;

/// <summary>What a worker does again and again: scan, watch its leases, sweep, beat, compare clocks. Each duty is one call.</summary>
/// <param name="runs">Its runs.</param>
/// <param name="services">What runs work with.</param>
/// <param name="markets">Markets served; empty = all.</param>
/// <param name="board">Reasons not to accept.</param>
/// <param name="diskFloorBytes">Free disk below which, or below a tenth of the disk, nothing new is accepted; 0 = no floor.</param>
public sealed class NodeWorker(RunTable runs, RunServices services, IReadOnlySet<Address> markets, DrainBoard board, long diskFloorBytes)
{
    private const long ClockToleranceSeconds = 5;
    private const long ClockLimitSeconds = 60;
    private const ulong FundsFloorLamports = 5_000_000;
    private const ulong FundsWarningLamports = 20_000_000;
    private const double DiskFloorShare = 0.1;
    private static readonly TimeSpan ContentAge = TimeSpan.FromHours(24);
    private static readonly TimeSpan ChainPatience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan EnginePatience = TimeSpan.FromSeconds(30);

    private DateTimeOffset? _chainLostAt;
    private DateTimeOffset? _engineLostAt;

    /// <summary>Its runs.</summary>
    public RunTable Runs => runs;

    /// <summary>Reasons not to accept.</summary>
    public DrainBoard Board => board;

    /// <summary>The node as last read; null before the first scan.</summary>
    public NodeView? Node { get; private set; }

    /// <summary>Reads open jobs and begins a run for each that the policy takes, oldest first.</summary>
    public async Task ScanAsync(CancellationToken cancellationToken)
    {
        await OnChainAsync(async () =>
        {
            services.Clock.Observe(await services.Chain.ReadClockAsync(cancellationToken));
            var node = await services.Chain.ReadNodeAsync(cancellationToken);
            Node = node;
            Judge(node);
            var open = await services.Chain.ScanOpenJobsAsync(cancellationToken);
            var groups = await services.Chain.ReadReplicasAsync([.. open.Select(job => job.Replicas).OfType<Address>().Distinct()], cancellationToken);
            foreach (var job in open.OrderBy(job => job.Account.OpenedAt))
            {
                if (runs.Has(job.Address))
                {
                    continue;
                }

                if (job.Replicas is { } own && runs.HasReplicaOf(own))
                {
                    services.Metrics.Skipped(SkipReasons.OwnReplica);
                    continue;
                }

                // Runs under way are not in the account yet while their accept is being sent.
                var pending = runs.Active.Count(run => run.Phase <= RunPhase.Accepting);
                var verdict = JobPolicy.Decide(job, node, markets, runs.Left, pending, board.IsDraining, services.Clock.Now, job.Replicas is { } parent ? groups.GetValueOrDefault(parent) : null);
                if (verdict is Verdict.Accept)
                {
                    verdict = JobPolicy.Admit(await services.Chain.FindPassesAsync(job, node, services.Clock.Now, cancellationToken));
                }

                if (verdict is Verdict.Accept)
                {
                    runs.Begin(job);
                }
                else if (verdict is Verdict.Skip skip)
                {
                    services.Metrics.Skipped(skip.Reason);
                    services.Logger.JobSkipped(job.Address.ToString(), skip.Reason);
                }
            }
        });
    }

    /// <summary>Re-reads every lease.</summary>
    public async Task CheckLeasesAsync(CancellationToken cancellationToken)
    {
        foreach (var run in runs.Active)
        {
            await run.CheckLeaseAsync(cancellationToken);
        }
    }

    /// <summary>Removes containers that no run needs any more. An engine that does not answer for half a minute drains the worker.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await runs.SweepAsync(cancellationToken);
            _engineLostAt = null;
            board.Set(DrainReasons.Engine, holds: false);
        }
        catch (ExecutionException e)
        {
            services.Logger.EngineUnreachable(e.Message);
            _engineLostAt ??= services.Time.GetUtcNow();
            board.Set(DrainReasons.Engine, services.Time.GetUtcNow() - _engineLostAt >= EnginePatience);
        }
    }

    /// <summary>Records a heartbeat on chain.</summary>
    public Task BeatAsync(CancellationToken cancellationToken) => OnChainAsync(async () =>
    {
        try
        {
            await services.Chain.RecordHeartbeatAsync(cancellationToken);
            services.Logger.HeartbeatRecorded();
        }
        catch (ChainRefusedException e)
        {
            services.Logger.HeartbeatRefused(e.Name);
        }
    });

    /// <summary>Compares this host's clock with the chain's.</summary>
    public Task CompareClocksAsync(CancellationToken cancellationToken) => OnChainAsync(async () =>
    {
        services.Clock.Observe(await services.Chain.ReadClockAsync(cancellationToken));
        var off = Math.Abs(services.Clock.OffsetSeconds);
        if (off > ClockToleranceSeconds)
        {
            services.Logger.ClockCorrected(services.Clock.OffsetSeconds);
        }

        board.Set(DrainReasons.Clock, off > ClockLimitSeconds);
    });

    /// <summary>Frees content nobody needs and watches the disk.</summary>
    public Task TidyAsync(CancellationToken cancellationToken)
    {
        services.Store.CollectGarbage(ContentAge);
        var drive = new DriveInfo(services.Store.Root);
        board.Set(DrainReasons.Disk, diskFloorBytes > 0 && drive.AvailableFreeSpace < Math.Max(diskFloorBytes, (long)(drive.TotalSize * DiskFloorShare)));
        return Task.CompletedTask;
    }

    private void Judge(NodeView node)
    {
        board.Set(DrainReasons.Suspended, !node.IsActive);
        board.Set(DrainReasons.Funds, node.OperatorLamports < FundsFloorLamports);
        board.Set(DrainReasons.Quarantine, runs.Quarantined.Count > 0);
        if (node.OperatorLamports < FundsWarningLamports)
        {
            services.Logger.OperatorLow(node.OperatorLamports);
        }
    }

    /// <summary>A chain that does not answer for a minute drains the worker; runs under way go on.</summary>
    private async Task OnChainAsync(Func<Task> duty)
    {
        try
        {
            await duty();
            _chainLostAt = null;
            board.Set(DrainReasons.Chain, holds: false);
        }
        catch (ChainUnavailableException e)
        {
            services.Logger.ChainUnreadable(e.Message);
            _chainLostAt ??= services.Time.GetUtcNow();
            board.Set(DrainReasons.Chain, services.Time.GetUtcNow() - _chainLostAt >= ChainPatience);
        }
    }
}

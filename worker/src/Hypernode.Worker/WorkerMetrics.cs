using System.Diagnostics.Metrics;

namespace Hypernode.Worker;

/// <summary>Counts of a worker; no label holds an address.</summary>
public sealed class WorkerMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Hypernode.Worker";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _faults;
    private readonly Counter<long> _skipped;
    private readonly Counter<long> _runs;
    private readonly Histogram<double> _acceptToStart;

    public WorkerMetrics()
    {
        _faults = _meter.CreateCounter<long>("hypernode_worker_faults_total");
        _skipped = _meter.CreateCounter<long>("hypernode_worker_skipped_total");
        _runs = _meter.CreateCounter<long>("hypernode_worker_runs_total");
        _acceptToStart = _meter.CreateHistogram<double>("hypernode_worker_accept_to_start_seconds");
    }

    /// <summary>A run entered a phase.</summary>
    public void Entered(Leases.RunPhase phase) => _runs.Add(1, new KeyValuePair<string, object?>("state", phase.ToString()));

    /// <summary>A run failed: class job, host or spec.</summary>
    public void Fault(string faultClass) => _faults.Add(1, new KeyValuePair<string, object?>("class", faultClass));

    /// <summary>A job was left to others.</summary>
    public void Skipped(string reason) => _skipped.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>Time from the confirmed accept to the container's start.</summary>
    public void Started(TimeSpan afterAccept) => _acceptToStart.Record(afterAccept.TotalSeconds);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}

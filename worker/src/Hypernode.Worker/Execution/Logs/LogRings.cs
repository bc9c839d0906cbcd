using System.Collections.Concurrent;

namespace Hypernode.Worker.Execution.Logs;

/// <summary>The log rings of runs this worker watches, by run name, for readers such as the control socket.</summary>
/// <param name="time">Clock of the lines.</param>
public sealed class LogRings(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, LogRing> _rings = new(StringComparer.Ordinal);

    /// <summary>A new, empty ring for a run; replaces the one before.</summary>
    public LogRing Open(string run) => _rings[run] = new LogRing(time);

    /// <summary>The ring of a run, or null.</summary>
    public LogRing? Find(string run) => _rings.GetValueOrDefault(run);

    /// <summary>Forgets a run's ring.</summary>
    public void Forget(string run) => _rings.TryRemove(run, out _);
}

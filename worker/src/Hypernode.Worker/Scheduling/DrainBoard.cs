using Microsoft.Extensions.Logging;

namespace Hypernode.Worker.Scheduling;

/// <summary>Reasons why nothing new is accepted. Runs under way go on.</summary>
/// <param name="logger">Takes each change.</param>
public sealed class DrainBoard(ILogger logger)
{
    private readonly Lock _gate = new();
    private readonly SortedSet<string> _reasons = new(StringComparer.Ordinal);

    public bool IsDraining
    {
        get
        {
            lock (_gate)
            {
                return _reasons.Count > 0;
            }
        }
    }

    /// <summary>The reasons now, sorted.</summary>
    public IReadOnlyList<string> Reasons
    {
        get
        {
            lock (_gate)
            {
                return [.. _reasons];
            }
        }
    }

    /// <summary>Sets or clears one reason.</summary>
    public void Set(string reason, bool holds)
    {
        lock (_gate)
        {
            if (holds && _reasons.Add(reason))
            {
                logger.Draining(reason);
            }
            else if (!holds && _reasons.Remove(reason))
            {
                logger.DrainCleared(reason);
            }
        }
    }
}

namespace Hypernode.IdlGen.Model;

/// <summary>Gives every item of one scope a name of its own, the same one on every run.</summary>
internal sealed class NameScope(params IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    /// <summary>The first candidate that is free; with all taken, the last one with the lowest free number.</summary>
    public string Take(params ReadOnlySpan<string> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (_taken.Add(candidate))
            {
                return candidate;
            }
        }

        var number = 2;
        while (!_taken.Add($"{candidates[^1]}{number}"))
        {
            number++;
        }

        return $"{candidates[^1]}{number}";
    }

    /// <summary>Takes all of these names, or none when one is taken.</summary>
    public bool TryTakeAll(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_taken.Contains(name))
            {
                return false;
            }
        }

        foreach (var name in names)
        {
            _taken.Add(name);
        }

        return true;
    }
}

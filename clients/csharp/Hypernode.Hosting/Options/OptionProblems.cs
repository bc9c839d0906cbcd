namespace Hypernode.Hosting.Options;

/// <summary>Collects everything that is wrong with a service's options, so that one start shows all of it.</summary>
public sealed class OptionProblems
{
    private readonly List<string> _problems = [];

    /// <summary>Notes a problem unless the condition holds.</summary>
    /// <param name="holds">What should be true.</param>
    /// <param name="problem">Option, value and bound, for instance <c>MaxRuns 0 is outside 1..1000</c>.</param>
    public OptionProblems Require(bool holds, string problem)
    {
        if (!holds)
        {
            _problems.Add(problem);
        }

        return this;
    }

    /// <summary>Runs a check that throws; its message becomes the problem.</summary>
    /// <param name="option">Name of the option.</param>
    /// <param name="check">Throws when the option cannot be used.</param>
    public OptionProblems Try(string option, Action check)
    {
        try
        {
            check();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _problems.Add($"{option}: {e.Message}");
        }

        return this;
    }

    /// <summary>Throws when anything was noted.</summary>
    /// <exception cref="OptionsException">Lists every problem.</exception>
    public void ThrowIfAny()
    {
        if (_problems.Count > 0)
        {
            throw new OptionsException(_problems);
        }
    }
}

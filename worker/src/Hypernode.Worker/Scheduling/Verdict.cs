namespace Hypernode.Worker.Scheduling;

/// <summary>What the policy says about one open job.</summary>
public abstract record Verdict
{
    /// <summary>Take it now.</summary>
    public sealed record Accept : Verdict;

    /// <summary>It is ours to take, but not before its time.</summary>
    /// <param name="At">Unix seconds of the chain's clock.</param>
    public sealed record WaitUntil(long At) : Verdict;

    /// <summary>Not for this node.</summary>
    /// <param name="Reason">One of <see cref="SkipReasons"/>, the name of the program's error, or that of the gate that stays shut.</param>
    public sealed record Skip(string Reason) : Verdict;
}

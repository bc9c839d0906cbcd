namespace Hypernode.Worker.Execution;

/// <summary>One thing a host must have, and what to do when it has not.</summary>
/// <param name="Name">Short name, for instance <c>bubblewrap</c>.</param>
/// <param name="IsMet">Whether the host has it.</param>
/// <param name="Detail">What was seen.</param>
/// <param name="Remedy">What to do; empty when met.</param>
public sealed record Prerequisite(string Name, bool IsMet, string Detail, string Remedy = "")
{
    public static Prerequisite Met(string name, string detail) => new(name, true, detail);

    public static Prerequisite Missing(string name, string detail, string remedy) => new(name, false, detail, remedy);
}

namespace Hypernode.Worker.Execution;

/// <summary>A container of ours found on this host.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Labels">Its labels.</param>
public sealed record FoundRun(string Name, IReadOnlyDictionary<string, string> Labels);

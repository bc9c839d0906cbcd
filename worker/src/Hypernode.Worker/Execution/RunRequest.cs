namespace Hypernode.Worker.Execution;

/// <summary>Everything an executor needs to make one container.</summary>
/// <param name="Name">Unique and stable for (job, attempt, node), <c>hn-...</c>; letters, digits and <c>-</c>.</param>
/// <param name="Image">Root file system.</param>
/// <param name="Command">Program and arguments; at least one.</param>
/// <param name="Environment">The whole environment, nothing is inherited.</param>
/// <param name="InputFolder">Host folder mounted read only at <c>/in</c>.</param>
/// <param name="OutputFolder">Host folder mounted at <c>/out</c>, also the working directory.</param>
/// <param name="Limits">Bounds.</param>
/// <param name="Labels">Job, attempt, node, genesis, deadline: what a sweeper needs.</param>
public sealed record RunRequest(
    string Name,
    RunImage Image,
    IReadOnlyList<string> Command,
    IReadOnlyDictionary<string, string> Environment,
    string InputFolder,
    string OutputFolder,
    RunLimits Limits,
    IReadOnlyDictionary<string, string> Labels);

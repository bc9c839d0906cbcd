using Hypernode.Content.Manifests;
using Hypernode.Worker.Execution;

namespace Hypernode.Worker.Specs;

/// <summary>What a checked spec asks this worker to do.</summary>
/// <param name="Image">Root file system.</param>
/// <param name="Command">Program and arguments.</param>
/// <param name="Environment">The whole environment.</param>
/// <param name="Inputs">Folders below <c>/in</c> and the bundles in them.</param>
/// <param name="Limits">Bounds.</param>
/// <param name="MaxSeconds">Longest run.</param>
public sealed record JobPlan(
    RunImage Image,
    IReadOnlyList<string> Command,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyList<PlannedInput> Inputs,
    RunLimits Limits,
    long MaxSeconds);

namespace Hypernode.Worker.Execution;

/// <summary>What an executor knows of one container.</summary>
/// <param name="State">Where it is in its life.</param>
/// <param name="Exit">Set exactly when <paramref name="State"/> is <see cref="RunState.Exited"/>.</param>
public sealed record RunInspection(RunState State, RunExit? Exit = null);

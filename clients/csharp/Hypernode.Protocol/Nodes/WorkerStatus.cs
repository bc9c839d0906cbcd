namespace Hypernode.Protocol.Nodes;

/// <summary>What a worker says about itself over its control socket.</summary>
/// <param name="Node">Address of the node account.</param>
/// <param name="Operator">Address of the hot key.</param>
/// <param name="OnChain">Status of the node account; empty before the first scan.</param>
/// <param name="Isolation">Isolation class of the executor.</param>
/// <param name="Draining">Reasons why nothing new is accepted; empty = accepting.</param>
/// <param name="Quarantined">Runs whose journal is damaged.</param>
/// <param name="Runs">Runs under way.</param>
public sealed record WorkerStatus(
    string Node, string Operator, string OnChain, string Isolation, IReadOnlyList<string> Draining, IReadOnlyList<string> Quarantined, IReadOnlyList<WorkerRun> Runs);

/// <summary>One run of a worker.</summary>
/// <param name="Name">Its name, as <c>logs</c> takes it.</param>
/// <param name="Job">The job account.</param>
/// <param name="Attempt">1..3.</param>
/// <param name="Phase">How far it is.</param>
public sealed record WorkerRun(string Name, string Job, int Attempt, string Phase);

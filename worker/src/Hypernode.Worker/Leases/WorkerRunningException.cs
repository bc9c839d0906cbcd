namespace Hypernode.Worker.Leases;

/// <summary>Another worker uses the state folder.</summary>
/// <param name="stateFolder">The folder.</param>
/// <param name="inner">What the lock said.</param>
public sealed class WorkerRunningException(string stateFolder, Exception inner)
    : Exception($"Another worker uses {stateFolder}. Stop it with 'hypernode node stop', or give this one a StateFolder of its own.", inner);

namespace Hypernode.Worker.Leases;

/// <summary>The state folder cannot be made or written to.</summary>
/// <param name="stateFolder">The folder.</param>
/// <param name="inner">What the system said.</param>
public sealed class StateFolderException(string stateFolder, Exception inner)
    : Exception($"The state folder {stateFolder} cannot be used: {inner.Message} Set StateFolder to one that this user may write to, on a disk with room.", inner);

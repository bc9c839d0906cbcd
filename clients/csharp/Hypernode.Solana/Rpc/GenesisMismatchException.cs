using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Rpc;

/// <summary>A node belongs to another cluster than the one configured.</summary>
public sealed class GenesisMismatchException(string alias, Hash expected, Hash actual)
    : Exception($"Node {alias} has genesis {actual}, expected {expected}: correct the endpoint or the network.")
{
    /// <summary>Genesis hash of the configured cluster.</summary>
    public Hash Expected { get; } = expected;

    /// <summary>Genesis hash of the node.</summary>
    public Hash Actual { get; } = actual;
}

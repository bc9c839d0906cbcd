namespace Hypernode.Solana.Rpc;

/// <summary>Too many requests wait for a node's rate limit already: slow down, or add nodes.</summary>
public sealed class RpcOverloadedException(string alias, int waiting)
    : Exception($"{waiting} requests wait for node {alias} already: send fewer, or add a node.");

namespace Hypernode.Solana.Rpc;

/// <summary>No node answered in the allowed tries; the inner exception is the last failure.</summary>
public sealed class RpcUnreachableException(string method, int tries, Exception inner)
    : Exception($"{method}: no node answered in {tries} tries; the last failure: {inner.Message}", inner)
{
    /// <summary>Method that was called.</summary>
    public string Method { get; } = method;
}

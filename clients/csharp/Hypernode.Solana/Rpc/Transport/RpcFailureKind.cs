namespace Hypernode.Solana.Rpc.Transport;

/// <summary>Classes of failure that are handled alike.</summary>
internal enum RpcFailureKind
{
    /// <summary>No connection, no reply in time, HTTP 408 or 5xx.</summary>
    Unreachable,

    /// <summary>HTTP 429.</summary>
    RateLimited,

    /// <summary>-32005: the node is behind or not healthy.</summary>
    Unhealthy,

    /// <summary>-32016: the node has not reached the minimum context slot.</summary>
    Behind,

    /// <summary>Not an answer to the request.</summary>
    Protocol,

    /// <summary>A definite answer: an error that another try would repeat.</summary>
    Final,
}

using Microsoft.Extensions.Logging;

namespace Hypernode.Solana.Rpc.Transport;

/// <summary>Log messages 1000-1099. Bodies and addresses of nodes are never among the fields.</summary>
internal static partial class RpcLog
{
    [LoggerMessage(1000, LogLevel.Debug, "{Method} on {Endpoint}: HTTP {Status}, {Bytes} bytes in {Milliseconds} ms")]
    public static partial void Answered(ILogger logger, string method, string endpoint, int status, int bytes, double milliseconds);

    [LoggerMessage(1001, LogLevel.Debug, "{Method} on {Endpoint} failed after {Milliseconds} ms: {Kind}")]
    public static partial void Failed(ILogger logger, string method, string endpoint, double milliseconds, RpcFailureKind kind);

    [LoggerMessage(1002, LogLevel.Warning, "Node {Endpoint} is not asked for {Seconds} s: {Kind}")]
    public static partial void EndpointPaused(ILogger logger, string endpoint, double seconds, RpcFailureKind kind);

    [LoggerMessage(1003, LogLevel.Warning, "{Method} on {Endpoint} is slow: asking {Other} as well")]
    public static partial void Hedged(ILogger logger, string method, string endpoint, string other);

    [LoggerMessage(1004, LogLevel.Warning, "Node {Endpoint} does not take batches: sending single requests")]
    public static partial void BatchRefused(ILogger logger, string endpoint);
}

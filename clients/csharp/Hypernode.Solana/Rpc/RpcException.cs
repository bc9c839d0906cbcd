namespace Hypernode.Solana.Rpc;

/// <summary>A node answered with an error that no more specific exception stands for.</summary>
public sealed class RpcException(string method, int code, string message, string? data)
    : Exception($"{method}: node error {code}: {message}")
{
    /// <summary>Method that was called.</summary>
    public string Method { get; } = method;

    /// <summary>JSON-RPC error code.</summary>
    public int Code { get; } = code;

    /// <summary>The error's data as JSON text; null when it has none.</summary>
    public new string? Data { get; } = data;
}

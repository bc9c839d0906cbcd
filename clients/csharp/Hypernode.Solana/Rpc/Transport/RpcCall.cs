using System.Text.Json;

namespace Hypernode.Solana.Rpc.Transport;

/// <summary>One request before it is numbered.</summary>
/// <param name="Method">JSON-RPC method.</param>
/// <param name="WriteParameters">Writes the items of the parameter array.</param>
/// <param name="Kind">Whether it may be repeated.</param>
internal sealed record RpcCall(string Method, Action<Utf8JsonWriter> WriteParameters, RpcCallKind Kind = RpcCallKind.Read)
{
    /// <summary>What it costs of a node's rate.</summary>
    public int Weight { get; } = Method switch
    {
        "getProgramAccounts" => 10,
        "getBlock" => 5,
        _ => 1,
    };

    /// <summary>Blocks may take longer than other replies.</summary>
    public bool IsBlock => string.Equals(Method, "getBlock", StringComparison.Ordinal);
}

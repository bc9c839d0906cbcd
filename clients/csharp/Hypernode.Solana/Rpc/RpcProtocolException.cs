namespace Hypernode.Solana.Rpc;

/// <summary>A reply that is no valid answer to the request. The node is not asked again for 60 s.</summary>
public sealed class RpcProtocolException(string message, Exception? inner = null) : Exception(message, inner);

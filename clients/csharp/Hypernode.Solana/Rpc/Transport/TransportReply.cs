namespace Hypernode.Solana.Rpc.Transport;

/// <summary>What a node sent back.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The whole body.</param>
/// <param name="RetryAfter">How long the node asks to wait; null when it does not say.</param>
public sealed record TransportReply(int Status, ReadOnlyMemory<byte> Body, TimeSpan? RetryAfter = null);

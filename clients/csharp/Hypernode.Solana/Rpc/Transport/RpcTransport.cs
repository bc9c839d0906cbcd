namespace Hypernode.Solana.Rpc.Transport;

/// <summary>Carries one request body to a node and its reply back; throws <see cref="HttpRequestException"/> when none comes.</summary>
public delegate Task<TransportReply> RpcTransport(RpcEndpoint endpoint, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);

namespace Hypernode.Solana.Rpc.Transport;

/// <summary>Why one try of a request failed.</summary>
/// <param name="Kind">What to do about it.</param>
/// <param name="Error">What the caller sees when no further try is made.</param>
/// <param name="RetryAfter">Wait the node asked for; only with <see cref="RpcFailureKind.RateLimited"/>.</param>
internal sealed record RpcFailure(RpcFailureKind Kind, Exception Error, TimeSpan? RetryAfter = null);

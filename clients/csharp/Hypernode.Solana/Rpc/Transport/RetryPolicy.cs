namespace Hypernode.Solana.Rpc.Transport;

/// <summary>How often and how long one call keeps trying.</summary>
internal static class RetryPolicy
{
    /// <summary>Tries of a read or an identical-bytes send.</summary>
    public const int MaxTries = 4;

    /// <summary>Longest wait for nodes to reach the minimum context slot.</summary>
    public static readonly TimeSpan BehindPatience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(30);

    /// <summary>Pause before the next try; null = give up.</summary>
    /// <param name="failure">Why the last try failed.</param>
    /// <param name="kind">Whether the call may be repeated.</param>
    /// <param name="tries">Tries made so far, from 1.</param>
    /// <param name="untriedEndpoints">True when a healthy node has not been asked by this call.</param>
    /// <param name="elapsed">Time since the first try.</param>
    /// <param name="jitter">Uniform in [0, 1).</param>
    public static TimeSpan? DelayBeforeNext(
        RpcFailure failure, RpcCallKind kind, int tries, bool untriedEndpoints, TimeSpan elapsed, double jitter)
    {
        if (kind == RpcCallKind.Once || failure.Kind == RpcFailureKind.Final)
        {
            return null;
        }

        var backOff = BackOff(tries, jitter);
        if (failure.Kind == RpcFailureKind.Behind)
        {
            return untriedEndpoints ? TimeSpan.Zero : elapsed + backOff < BehindPatience ? backOff : null;
        }

        if (tries >= MaxTries)
        {
            return null;
        }

        return failure.Kind switch
        {
            RpcFailureKind.Unhealthy or RpcFailureKind.Protocol when untriedEndpoints => TimeSpan.Zero,
            RpcFailureKind.RateLimited when untriedEndpoints => TimeSpan.Zero,
            RpcFailureKind.RateLimited => Cap(failure.RetryAfter ?? backOff, LongestRetryAfter),
            _ => backOff,
        };
    }

    /// <summary>Full jitter: uniform below 100 ms x 2^(tries - 1), that bound capped at 5 s.</summary>
    public static TimeSpan BackOff(int tries, double jitter) =>
        Cap(FirstDelay * Math.Pow(2, Math.Min(tries - 1, 16)), LongestDelay) * jitter;

    /// <summary>The node's own wish, at most 30 s.</summary>
    public static TimeSpan Cap(TimeSpan wish, TimeSpan longest) => wish > longest ? longest : wish;
}

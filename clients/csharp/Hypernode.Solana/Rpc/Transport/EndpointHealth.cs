using Microsoft.Extensions.Logging;

namespace Hypernode.Solana.Rpc.Transport;

/// <summary>What one node's recent behaviour says about asking it again.</summary>
internal sealed class EndpointHealth(RpcEndpoint endpoint, TokenBucket bucket, TimeProvider time, ILogger logger)
{
    private const int FailuresUntilDown = 3;

    private static readonly TimeSpan DownAfterFailures = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DownWhenUnhealthy = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Quarantine = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestRateLimit = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private int _failures;
    private DateTimeOffset _downUntil;

    public RpcEndpoint Endpoint { get; } = endpoint;

    public TokenBucket Bucket { get; } = bucket;

    /// <summary>Time from which it is asked again; in the past for a healthy node.</summary>
    public DateTimeOffset DownUntil
    {
        get
        {
            lock (_gate)
            {
                return _downUntil;
            }
        }
    }

    public bool IsUp => DownUntil <= time.GetUtcNow();

    public void Succeeded()
    {
        lock (_gate)
        {
            _failures = 0;
        }
    }

    public void Failed(RpcFailure failure)
    {
        lock (_gate)
        {
            var pause = failure.Kind switch
            {
                RpcFailureKind.Unreachable => ++_failures >= FailuresUntilDown ? DownAfterFailures : TimeSpan.Zero,
                RpcFailureKind.Unhealthy => DownWhenUnhealthy,
                RpcFailureKind.Protocol => Quarantine,
                RpcFailureKind.RateLimited => RetryPolicy.Cap(failure.RetryAfter ?? TimeSpan.Zero, LongestRateLimit),
                _ => TimeSpan.Zero,
            };
            if (failure.Kind == RpcFailureKind.RateLimited)
            {
                Bucket.Halve();
            }

            if (pause > TimeSpan.Zero)
            {
                _downUntil = time.GetUtcNow() + pause;
                RpcLog.EndpointPaused(logger, Endpoint.Alias, pause.TotalSeconds, failure.Kind);
            }
        }
    }
}

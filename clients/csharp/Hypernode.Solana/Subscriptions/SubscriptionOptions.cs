namespace Hypernode.Solana.Subscriptions;

/// <summary>Patience and sizes of subscriptions.</summary>
public sealed class SubscriptionOptions
{
    /// <summary>Shortest pause before connecting again; 250 ms. It doubles up to <see cref="LongestReconnectPause"/>, with jitter.</summary>
    public TimeSpan ShortestReconnectPause { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Longest pause before connecting again; 15 s.</summary>
    public TimeSpan LongestReconnectPause { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Pause between pings; 5 s.</summary>
    public TimeSpan PingPeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A connection whose ping is unanswered for this long is dead; 15 s.</summary>
    public TimeSpan DeadAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest wait for the answer to a subscribe; 5 s.</summary>
    public TimeSpan SubscribeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Items a subscription holds for a slow reader; 10,000.</summary>
    public int QueueLength { get; init; } = 10_000;

    /// <summary>Subscriptions of one connection; 100.</summary>
    public int SubscriptionsPerSocket { get; init; } = 100;

    /// <summary>Longest message in bytes; 64 MiB.</summary>
    public int MaxMessageBytes { get; init; } = 64 * 1024 * 1024;
}

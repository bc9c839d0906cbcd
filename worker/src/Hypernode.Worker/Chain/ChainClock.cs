namespace Hypernode.Worker.Chain;

/// <summary>The chain's time as far as this host knows it: its own clock plus the difference last measured.</summary>
/// <param name="time">This host's clock.</param>
public sealed class ChainClock(TimeProvider time)
{
    private long _offsetSeconds;

    /// <summary>Seconds the chain's clock is ahead of this host's.</summary>
    public long OffsetSeconds => Interlocked.Read(ref _offsetSeconds);

    /// <summary>Unix seconds on chain now.</summary>
    public long Now => time.GetUtcNow().ToUnixTimeSeconds() + OffsetSeconds;

    /// <summary>Takes a reading of the Clock sysvar.</summary>
    public void Observe(long chainSeconds) => Interlocked.Exchange(ref _offsetSeconds, chainSeconds - time.GetUtcNow().ToUnixTimeSeconds());

    /// <summary>This host's time at a moment of the chain's clock.</summary>
    public DateTimeOffset ToLocal(long chainSeconds) => DateTimeOffset.FromUnixTimeSeconds(chainSeconds - OffsetSeconds);
}

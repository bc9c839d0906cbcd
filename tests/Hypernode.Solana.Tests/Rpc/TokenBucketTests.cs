using Hypernode.Solana.Rpc;
using Hypernode.Solana.Rpc.Transport;
using Hypernode.TestKit.Time;

namespace Hypernode.Solana.Tests.Rpc;

internal sealed class TokenBucketTests
{
    private readonly ManualTimeProvider _time = new();

    [Test]
    public void Serves_the_burst_at_once_and_then_in_order()
    {
        var bucket = new TokenBucket("node", rate: 10, burst: 10, queueLimit: 100, _time);
        Task[] burst = [.. Enumerable.Range(0, 10).Select(_ => bucket.TakeAsync(1, default))];
        var heavy = bucket.TakeAsync(5, default);
        var light = bucket.TakeAsync(1, default);
        Assert.That(burst, Has.All.Property(nameof(Task.IsCompletedSuccessfully)).True);

        _time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.That((heavy.IsCompleted, light.IsCompleted), Is.EqualTo((false, false)), "a light request does not overtake");

        _time.Advance(TimeSpan.FromMilliseconds(203));
        Assert.That((heavy.IsCompletedSuccessfully, light.IsCompleted), Is.EqualTo((true, false)));

        _time.Advance(TimeSpan.FromMilliseconds(103));
        Assert.That(light.IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public void Refuses_a_waiter_beyond_the_queue_limit()
    {
        var bucket = new TokenBucket("node", rate: 1, burst: 1, queueLimit: 2, _time);
        _ = bucket.TakeAsync(1, default);
        _ = bucket.TakeAsync(1, default);
        _ = bucket.TakeAsync(1, default);

        Assert.Throws<RpcOverloadedException>(() => _ = bucket.TakeAsync(1, default));
    }

    [Test]
    public async Task A_cancelled_waiter_leaves_its_place()
    {
        var bucket = new TokenBucket("node", rate: 1, burst: 1, queueLimit: 2, _time);
        await bucket.TakeAsync(1, default);
        using var cancel = new CancellationTokenSource();
        var leaving = bucket.TakeAsync(1, cancel.Token);
        var staying = bucket.TakeAsync(1, default);

        await cancel.CancelAsync();
        _time.Advance(TimeSpan.FromSeconds(1.1));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(leaving.IsCanceled, Is.True);
            Assert.That(staying.IsCompletedSuccessfully, Is.True);
        }
    }

    [Test]
    public void A_complaint_halves_the_rate_and_a_tenth_of_it_comes_back_each_minute()
    {
        var bucket = new TokenBucket("node", rate: 100, burst: 10, queueLimit: 10, _time);
        bucket.Halve();
        Assert.That(bucket.Rate, Is.EqualTo(50));
        bucket.Halve();
        Assert.That(bucket.Rate, Is.EqualTo(25));

        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.That(bucket.Rate, Is.EqualTo(55).Within(0.01));

        _time.Advance(TimeSpan.FromMinutes(30));
        Assert.That(bucket.Rate, Is.EqualTo(100));
    }
}

using Hypernode.Solana.Subscriptions;

namespace Hypernode.Solana.Tests.Subscriptions;

internal sealed class SubscriptionQueueTests
{
    [Test]
    public async Task What_comes_to_a_full_queue_is_dropped_and_a_gap_stands_in_its_place()
    {
        var queue = new SubscriptionQueue<int>(capacity: 3);
        for (var i = 1; i <= 5; i++)
        {
            queue.Add((ulong)i, i);
        }

        await using var reader = queue.ReadAsync(default).GetAsyncEnumerator();
        var read = new List<SubscriptionEvent<int>>();
        for (var i = 0; i < 4; i++)
        {
            await reader.MoveNextAsync();
            read.Add(reader.Current);
        }

        queue.Add(6, 6);
        await reader.MoveNextAsync();
        read.Add(reader.Current);

        Assert.That(read, Is.EqualTo(new SubscriptionEvent<int>[]
        {
            new SubscriptionEvent<int>.Item(1, 1),
            new SubscriptionEvent<int>.Item(2, 2),
            new SubscriptionEvent<int>.Item(3, 3),
            new SubscriptionEvent<int>.Gap(3, GapReason.Overflow),
            new SubscriptionEvent<int>.Item(6, 6),
        }));
    }

    [Test]
    public async Task Items_before_the_end_are_still_read_and_its_failure_is_thrown()
    {
        var queue = new SubscriptionQueue<int>(capacity: 3);
        queue.Add(1, 1);
        queue.End(new TimeoutException());
        await using var reader = queue.ReadAsync(default).GetAsyncEnumerator();

        Assert.That(await reader.MoveNextAsync(), Is.True);
        await Assert.ThrowsAsync<TimeoutException>(() => reader.MoveNextAsync().AsTask());
    }

    [Test]
    public async Task A_waiting_reader_can_be_cancelled()
    {
        var queue = new SubscriptionQueue<int>(capacity: 3);
        using var cancel = new CancellationTokenSource();
        await using var reader = queue.ReadAsync(cancel.Token).GetAsyncEnumerator(default);
        var next = reader.MoveNextAsync().AsTask();

        await cancel.CancelAsync();

        await Assert.CatchAsync<OperationCanceledException>(() => next);
    }
}

using System.Text;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Subscriptions;
using Hypernode.Solana.Tests.Fixtures;

namespace Hypernode.Solana.Tests.Subscriptions;

/// <summary>Subscriptions against a server that does what a test says.</summary>
internal sealed class SubscriptionTests
{
    private static readonly SubscriptionOptions Quick = new()
    {
        ShortestReconnectPause = TimeSpan.FromMilliseconds(1),
        LongestReconnectPause = TimeSpan.FromMilliseconds(5),
        SubscribeTimeout = TimeSpan.FromSeconds(20),
    };

    private ScriptedSocketServer _server = null!;

    [SetUp]
    public void StartServer() => _server = new ScriptedSocketServer();

    [TearDown]
    public void StopServer() => _server.Dispose();

    [Test]
    public async Task Items_come_in_order_with_their_slots()
    {
        await using var subscriptions = Subscribe();
        await using var slots = subscriptions.WatchSlotsAsync(default).GetAsyncEnumerator();
        var first = slots.MoveNextAsync();
        using var connection = await _server.AcceptAsync();
        var request = await connection.TakeSubscribeAsync(7);
        await connection.NotifySlotAsync(7, 10, 9);
        await connection.NotifySlotAsync(7, 11, 10);

        Assert.That(await first, Is.True);
        Assert.That(request.GetProperty("method").GetString(), Is.EqualTo("slotSubscribe"));
        Assert.That(slots.Current, Is.EqualTo(new SubscriptionEvent<SlotNotice>.Item(10, new SlotNotice(10, 9, 0))));
        await slots.MoveNextAsync();
        Assert.That(slots.Current, Is.EqualTo(new SubscriptionEvent<SlotNotice>.Item(11, new SlotNotice(11, 10, 0))));
    }

    [Test]
    public async Task A_slot_whose_parent_is_not_the_last_one_comes_after_a_gap()
    {
        await using var subscriptions = Subscribe();
        await using var slots = subscriptions.WatchSlotsAsync(default).GetAsyncEnumerator();
        var first = slots.MoveNextAsync();
        using var connection = await _server.AcceptAsync();
        await connection.TakeSubscribeAsync(7);
        await connection.NotifySlotAsync(7, 10, 9);
        await connection.NotifySlotAsync(7, 13, 12);

        await first;
        await slots.MoveNextAsync();
        Assert.That(slots.Current, Is.EqualTo(new SubscriptionEvent<SlotNotice>.Gap(10, GapReason.SlotJump)));
        await slots.MoveNextAsync();
        Assert.That(slots.Current, Is.TypeOf<SubscriptionEvent<SlotNotice>.Item>());
    }

    [Test]
    public async Task A_notification_before_its_subscribe_reply_is_held_and_delivered() // SOL-6
    {
        await using var subscriptions = Subscribe();
        await using var slots = subscriptions.WatchSlotsAsync(default).GetAsyncEnumerator();
        var first = slots.MoveNextAsync();
        using var connection = await _server.AcceptAsync();
        var request = await connection.ReadRequestAsync();
        await connection.NotifySlotAsync(7, 10, 9);
        await connection.NotifySlotAsync(8, 99, 98);
        await connection.SendAsync($$"""{"jsonrpc":"2.0","id":{{request.GetProperty("id")}},"result":7}""");
        await connection.NotifySlotAsync(7, 11, 10);

        await first;
        Assert.That(slots.Current, Is.TypeOf<SubscriptionEvent<SlotNotice>.Item>().With.Property("Slot").EqualTo(10));
        await slots.MoveNextAsync();
        Assert.That(slots.Current, Is.TypeOf<SubscriptionEvent<SlotNotice>.Item>().With.Property("Slot").EqualTo(11));
    }

    [Test]
    public async Task Every_split_of_a_message_into_two_frames_is_assembled() // SOL-5
    {
        await using var subscriptions = Subscribe();
        await using var slots = subscriptions.WatchSlotsAsync(default).GetAsyncEnumerator();
        var next = slots.MoveNextAsync();
        using var connection = await _server.AcceptAsync();
        await connection.TakeSubscribeAsync(7);
        var length = Encoding.UTF8.GetByteCount(ScriptedSocketServer.Connection.Slot(7, 1_000, 999));
        for (var split = 0; split <= length; split++)
        {
            var slot = 1_000 + (ulong)split;
            var message = Encoding.UTF8.GetBytes(ScriptedSocketServer.Connection.Slot(7, slot, slot - 1).PadRight(length));
            await connection.SendInFramesAsync(message, split, message.Length - split);
            await next;
            Assert.That(slots.Current, Is.TypeOf<SubscriptionEvent<SlotNotice>.Item>().With.Property("Slot").EqualTo(slot), $"split at {split}");
            if (split < length)
            {
                next = slots.MoveNextAsync();
            }
        }
    }

    [TestCase(1)]
    [TestCase(125)]
    [TestCase(126)]
    [TestCase(16_384)]
    [TestCase(65_535)]
    [TestCase(65_536)]
    public async Task Frames_of_any_length_are_assembled(int frame) // SOL-5
    {
        await using var subscriptions = Subscribe();
        await using var logs = subscriptions.WatchLogsAsync(null, null, default).GetAsyncEnumerator();
        var first = logs.MoveNextAsync();
        using var connection = await _server.AcceptAsync();
        await connection.TakeSubscribeAsync(7);
        var line = new string('x', frame == 1 ? 2_000 : 200_000);
        var message = Encoding.UTF8.GetBytes(
            $$$$"""{"jsonrpc":"2.0","method":"logsNotification","params":{"subscription":7,"result":{"context":{"slot":5},"value":{"signature":"{{{{default(Signature)}}}}","err":null,"logs":["{{{{line}}}}"]} } } }""");
        int[] lengths = [.. Enumerable.Repeat(frame, message.Length / frame), message.Length % frame];
        await connection.SendInFramesAsync(message, lengths);

        await first;
        var item = (SubscriptionEvent<LogsNotice>.Item)logs.Current;
        Assert.That((item.Slot, item.Value.Logs.Single().Length), Is.EqualTo((5UL, line.Length)));
    }

    [Test]
    public async Task A_lost_connection_comes_back_subscribed_with_a_gap()
    {
        await using var subscriptions = Subscribe();
        await using var slots = subscriptions.WatchSlotsAsync(default).GetAsyncEnumerator();
        var first = slots.MoveNextAsync();
        using (var connection = await _server.AcceptAsync())
        {
            await connection.TakeSubscribeAsync(7);
            await connection.NotifySlotAsync(7, 10, 9);
            await first;
        }

        var next = slots.MoveNextAsync();
        using var again = await _server.AcceptAsync();
        await again.TakeSubscribeAsync(1);
        await again.NotifySlotAsync(1, 20, 10);

        await next;
        Assert.That(slots.Current, Is.EqualTo(new SubscriptionEvent<SlotNotice>.Gap(10, GapReason.Reconnected)));
        await slots.MoveNextAsync();
        Assert.That(slots.Current, Is.TypeOf<SubscriptionEvent<SlotNotice>.Item>().With.Property("Slot").EqualTo(20));
    }

    [TestCase("binary")]
    [TestCase("nonsense")]
    [TestCase("overlong")]
    public async Task A_server_that_breaks_the_protocol_is_left_and_asked_anew(string how)
    {
        await using var subscriptions = Subscribe(new SubscriptionOptions
        {
            ShortestReconnectPause = TimeSpan.FromMilliseconds(1),
            LongestReconnectPause = TimeSpan.FromMilliseconds(5),
            MaxMessageBytes = 16 * 1024,
        });
        await using var slots = subscriptions.WatchSlotsAsync(default).GetAsyncEnumerator();
        var first = slots.MoveNextAsync();
        using var connection = await _server.AcceptAsync();
        await connection.TakeSubscribeAsync(7);
        await (how switch
        {
            "binary" => connection.SendBinaryAsync(),
            "nonsense" => connection.SendAsync("nonsense"),
            _ => connection.SendAsync(new string(' ', (16 * 1024) + 1)),
        });

        using var again = await _server.AcceptAsync();
        await again.TakeSubscribeAsync(1);

        await first;
        Assert.That(slots.Current, Is.EqualTo(new SubscriptionEvent<SlotNotice>.Gap(null, GapReason.Reconnected)));
    }

    [Test]
    public async Task A_server_that_stops_answering_pings_is_dead()
    {
        await using var subscriptions = Subscribe(new SubscriptionOptions
        {
            ShortestReconnectPause = TimeSpan.FromMilliseconds(1),
            PingPeriod = TimeSpan.FromMilliseconds(50),
            DeadAfter = TimeSpan.FromMilliseconds(100),
        });
        await using var slots = subscriptions.WatchSlotsAsync(default).GetAsyncEnumerator();
        var first = slots.MoveNextAsync();
        using var silent = await _server.AcceptAsync();
        await silent.TakeSubscribeAsync(7);

        using var again = await _server.AcceptAsync();
        await again.TakeSubscribeAsync(1);

        await first;
        Assert.That(slots.Current, Is.EqualTo(new SubscriptionEvent<SlotNotice>.Gap(null, GapReason.Reconnected)));
    }

    [Test]
    public async Task A_subscription_the_server_ends_is_made_again_with_a_gap()
    {
        await using var subscriptions = Subscribe();
        await using var slots = subscriptions.WatchSlotsAsync(default).GetAsyncEnumerator();
        var first = slots.MoveNextAsync();
        using var connection = await _server.AcceptAsync();
        await connection.TakeSubscribeAsync(7);
        await connection.SendAsync("""{"jsonrpc":"2.0","method":"slotNotification","params":{"subscription":7,"error":{"code":-32000,"message":"ended"}}}""");
        await connection.TakeSubscribeAsync(8);

        await first;
        Assert.That(slots.Current, Is.EqualTo(new SubscriptionEvent<SlotNotice>.Gap(null, GapReason.ServerUnsubscribed)));
    }

    [Test]
    public async Task A_rejected_subscribe_throws_with_the_code()
    {
        await using var subscriptions = Subscribe();
        await using var slots = subscriptions.WatchSlotsAsync(default).GetAsyncEnumerator();
        var first = slots.MoveNextAsync();
        using var connection = await _server.AcceptAsync();
        var request = await connection.ReadRequestAsync();
        await connection.SendAsync($$$"""{"jsonrpc":"2.0","id":{{{request.GetProperty("id")}}},"error":{"code":-32601,"message":"no"}}""");

        var refusal = (await Assert.ThrowsAsync<SubscriptionException>(() => first.AsTask()))!;

        Assert.That((refusal.Code, refusal.Kind), Is.EqualTo((-32601, "slot")));
    }

    [Test]
    public async Task An_unanswered_subscribe_throws()
    {
        await using var subscriptions = Subscribe(new SubscriptionOptions { SubscribeTimeout = TimeSpan.FromMilliseconds(50) });
        await using var slots = subscriptions.WatchSlotsAsync(default).GetAsyncEnumerator();

        var refusal = (await Assert.ThrowsAsync<SubscriptionException>(() => slots.MoveNextAsync().AsTask()))!;

        Assert.That(refusal.Code, Is.Null);
    }

    [Test]
    public async Task A_signature_subscription_ends_after_its_one_item()
    {
        await using var subscriptions = Subscribe();
        var read = Task.Run(async () =>
        {
            var events = new List<SubscriptionEvent<SignatureNotice>>();
            await foreach (var next in subscriptions.WatchSignatureAsync(default, Commitment.Processed, default))
            {
                events.Add(next);
            }

            return events;
        });
        using var connection = await _server.AcceptAsync();
        await connection.TakeSubscribeAsync(7);
        await connection.SendAsync(
            """{"jsonrpc":"2.0","method":"signatureNotification","params":{"subscription":7,"result":{"context":{"slot":5},"value":{"err":null}}}}""");

        Assert.That(await read, Is.EqualTo(new[] { new SubscriptionEvent<SignatureNotice>.Item(5, new SignatureNotice(null)) }));
    }

    [Test]
    public async Task Stopping_a_stream_unsubscribes()
    {
        await using var subscriptions = Subscribe();
        var slots = subscriptions.WatchSlotsAsync(default).GetAsyncEnumerator();
        var first = slots.MoveNextAsync();
        using var connection = await _server.AcceptAsync();
        await connection.TakeSubscribeAsync(7);
        await connection.NotifySlotAsync(7, 10, 9);
        await first;

        await slots.DisposeAsync();

        var request = await connection.ReadRequestAsync();
        Assert.That(
            (request.GetProperty("method").GetString(), request.GetProperty("params")[0].GetInt32()), Is.EqualTo(("slotUnsubscribe", 7)));
    }

    [Test]
    public async Task The_third_of_two_subscriptions_a_socket_gets_a_connection_of_its_own()
    {
        await using var subscriptions = Subscribe(new SubscriptionOptions { SubscriptionsPerSocket = 2 });
        Task<bool>[] steps = [.. Enumerable.Range(0, 3).Select(_ => subscriptions.WatchRootsAsync(default).GetAsyncEnumerator().MoveNextAsync().AsTask())];
        using var first = await _server.AcceptAsync();
        using var second = await _server.AcceptAsync();
        var answers = await Task.WhenAll(AnswerAsync(first), AnswerAsync(second));

        Assert.That(await Task.WhenAll(steps), Has.All.True);
        Assert.That(answers, Has.All.EqualTo("rootSubscribe"));

        // Either connection may be the one with two: whoever has a second request answers it while the streams wait.
        async Task<string?> AnswerAsync(ScriptedSocketServer.Connection connection)
        {
            var method = (await connection.TakeSubscribeAsync(1)).GetProperty("method").GetString();
            await connection.SendAsync("""{"jsonrpc":"2.0","method":"rootNotification","params":{"subscription":1,"result":5}}""");
            var further = connection.TakeSubscribeAsync(2);
            if (await Task.WhenAny(further, Task.WhenAll(steps)) == further)
            {
                await connection.SendAsync("""{"jsonrpc":"2.0","method":"rootNotification","params":{"subscription":2,"result":5}}""");
            }

            return method;
        }
    }

    [Test]
    public async Task Disposing_ends_the_streams()
    {
        var subscriptions = Subscribe();
        await using var slots = subscriptions.WatchSlotsAsync(default).GetAsyncEnumerator();
        var first = slots.MoveNextAsync();
        using var connection = await _server.AcceptAsync();
        await connection.TakeSubscribeAsync(7);
        await connection.NotifySlotAsync(7, 10, 9);
        await first;

        await subscriptions.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => slots.MoveNextAsync().AsTask());
    }

    [Test]
    public void No_address_for_subscriptions_is_refused() =>
        Assert.Throws<RpcOptionsException>(() => _ = new SolanaSubscriptions(ScriptedNodes.Options("a"), Quick, TimeProvider.System));

    private SolanaSubscriptions Subscribe(SubscriptionOptions? options = null) =>
        new(new RpcOptions { Endpoints = [_server.Endpoint] }, options ?? Quick, TimeProvider.System);
}

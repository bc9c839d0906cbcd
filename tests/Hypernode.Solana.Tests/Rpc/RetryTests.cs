using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Rpc.Transport;
using Hypernode.Solana.Sending;
using Hypernode.Solana.Tests.Fixtures;
using Hypernode.Solana.Transactions;
using Hypernode.TestKit.Time;

namespace Hypernode.Solana.Tests.Rpc;

/// <summary>Each row of the retry table seen from a caller.</summary>
internal sealed class RetryTests
{
    private static readonly int[] UnreachableStatuses = [408, 500, 502, 503, 599];
    private static readonly int[] BlockCodes = [-32001, -32004, -32007, -32009, -32011, -32014, -32019, -32021];

    private readonly ManualTimeProvider _time = new();
    private ScriptedNodes _nodes = null!;

    [SetUp]
    public void MakeNodes() => _nodes = new ScriptedNodes();

    [Test]
    public async Task A_node_that_cannot_be_reached_is_followed_by_the_next()
    {
        _nodes.On("a", _ => throw new HttpRequestException("refused"));
        _nodes.On("b", r => r.Result("7"));
        using var rpc = _nodes.Client(_time, "a", "b");

        Assert.That(await _time.RunAsync(rpc.GetSlotAsync(null, default)), Is.EqualTo(7));

        Assert.That(_nodes.Asked, Is.EqualTo(new[] { "a", "b" }));
    }

    [TestCaseSource(nameof(UnreachableStatuses))]
    public async Task Four_failing_tries_end_in_unreachable(int status)
    {
        _nodes.On("a", _ => new TransportReply(status, default));
        using var rpc = _nodes.Client(_time, "a");

        await Assert.ThrowsAsync<RpcUnreachableException>(() => _time.RunAsync(rpc.GetSlotAsync(null, default)));

        Assert.That(_nodes.Requests, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task A_stalled_node_is_given_up_after_the_try_timeout()
    {
        _nodes.OnAsync("a", async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            throw new InvalidOperationException();
        });
        using var rpc = _nodes.Client(_time, "a");
        var started = _time.GetUtcNow();

        var failure = (await Assert.ThrowsAsync<RpcUnreachableException>(() => _time.RunAsync(rpc.GetSlotAsync(null, default))))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.InnerException, Is.TypeOf<TimeoutException>());
            Assert.That(_time.GetUtcNow() - started, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(40)).And.LessThan(TimeSpan.FromSeconds(41)));
        }
    }

    [Test]
    public async Task Blocks_may_take_30_seconds()
    {
        _nodes.OnAsync("a", async (r, token) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(29), _time, token);
            return r.Result("null");
        });
        using var rpc = _nodes.Client(_time, "a");

        Assert.That(await _time.RunAsync(rpc.GetBlockAsync(1, null, default)), Is.Null);

        Assert.That(_nodes.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Three_failures_put_a_node_aside_for_5_seconds()
    {
        var failing = true;
        _nodes.On("a", r => failing ? throw new HttpRequestException("refused") : r.Result("1"));
        _nodes.On("b", r => r.Result("2"));
        using var rpc = _nodes.Client(_time, "a", "b");
        for (var i = 0; i < 3; i++)
        {
            await _time.RunAsync(rpc.GetSlotAsync(null, default));
        }

        failing = false;
        Assert.That(rpc.NodesUp, Is.EqualTo(new[] { "b" }));
        Assert.That(await _time.RunAsync(rpc.GetSlotAsync(null, default)), Is.EqualTo(2));

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.That(await _time.RunAsync(rpc.GetSlotAsync(null, default)), Is.EqualTo(1));
    }

    [Test]
    public async Task Too_many_requests_are_answered_by_waiting_as_long_as_asked_and_by_half_the_rate()
    {
        var first = true;
        _nodes.On("a", r =>
        {
            var reply = first ? new TransportReply(429, default, TimeSpan.FromSeconds(7)) : r.Result("1");
            first = false;
            return reply;
        });
        using var rpc = _nodes.Client(_time, "a");
        var started = _time.GetUtcNow();

        await _time.RunAsync(rpc.GetSlotAsync(null, default));

        Assert.That(_time.GetUtcNow() - started, Is.EqualTo(TimeSpan.FromSeconds(7)));
    }

    [Test]
    public async Task An_unhealthy_node_is_left_at_once_and_for_10_seconds()
    {
        _nodes.On("a", r => r.Error(-32005));
        _nodes.On("b", r => r.Result("2"));
        using var rpc = _nodes.Client(_time, "a", "b");
        var started = _time.GetUtcNow();

        Assert.That(await _time.RunAsync(rpc.GetSlotAsync(null, default)), Is.EqualTo(2));

        Assert.That((_time.GetUtcNow(), rpc.NodesUp.Single()), Is.EqualTo((started, "b")));
        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.That(rpc.NodesUp, Does.Not.Contain("a"));
        _time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.That(rpc.NodesUp, Does.Contain("a"));
    }

    [Test]
    public async Task A_node_behind_the_context_slot_is_followed_by_the_next_and_stays_in_use()
    {
        _nodes.On("a", r => r.Error(-32016, """{"contextSlot":5}"""));
        _nodes.On("b", r => r.Result("2"));
        using var rpc = _nodes.Client(_time, "a", "b");

        Assert.That(await _time.RunAsync(rpc.GetSlotAsync(null, default)), Is.EqualTo(2));
        Assert.That(rpc.NodesUp, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public async Task Nodes_that_stay_behind_are_waited_for_10_seconds_and_no_longer()
    {
        _nodes.On("a", r => r.Error(-32016));
        using var rpc = _nodes.Client(_time, "a");
        var started = _time.GetUtcNow();

        var failure = (await Assert.ThrowsAsync<RpcException>(() => _time.RunAsync(rpc.GetSlotAsync(null, default))))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Code, Is.EqualTo(-32016));
            Assert.That(_nodes.Requests, Has.Count.GreaterThan(4));
            Assert.That(_time.GetUtcNow() - started, Is.LessThan(TimeSpan.FromSeconds(10)));
        }
    }

    [Test]
    public async Task A_refused_preflight_is_a_failed_transaction_with_logs_and_units()
    {
        var program = ProgramIds.Token;
        _nodes.On("a", r => r.Error(
            -32002,
            $$"""{"err":{"InstructionError":[2,{"Custom":2012}]},"logs":["Program {{program}} invoke [1]","Program {{program}} failed: custom program error: 0x7dc"],"unitsConsumed":4321}"""));
        using var rpc = _nodes.Client(_time, "a");

        var failure = (await Assert.ThrowsAsync<TransactionFailedException>(() => _time.RunAsync(rpc.SendTransactionAsync(new byte[] { 1 }, null, default))))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.InstructionIndex, Is.EqualTo(2));
            Assert.That(failure.Code, Is.EqualTo(2012));
            Assert.That(failure.Name, Is.EqualTo("ConstraintAddress"));
            Assert.That(failure.ProgramId, Is.EqualTo(program));
            Assert.That(failure.UnitsConsumed, Is.EqualTo(4321));
            Assert.That(failure.Logs, Has.Count.EqualTo(2));
            Assert.That(_nodes.Requests, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task An_unsupported_transaction_version_has_its_own_error()
    {
        _nodes.On("a", r => r.Error(-32015));
        using var rpc = _nodes.Client(_time, "a");

        await Assert.ThrowsAsync<UnsupportedTransactionVersionException>(() => _time.RunAsync(rpc.GetBlockAsync(1, null, default)));
    }

    [TestCaseSource(nameof(BlockCodes))]
    public async Task A_block_a_node_does_not_have_is_never_an_empty_one(int code)
    {
        _nodes.On("a", r => r.Error(code));
        using var rpc = _nodes.Client(_time, "a");

        var failure = (await Assert.ThrowsAsync<BlockUnavailableException>(() => _time.RunAsync(rpc.GetBlockAsync(1, null, default))))!;

        Assert.That((failure.Code, _nodes.Requests.Count), Is.EqualTo((code, 1)));
    }

    [TestCase("<html>")]
    [TestCase("{\"jsonrpc\":\"2.0\",\"id\":999999,\"result\":1}")]
    [TestCase("{\"jsonrpc\":\"2.0\",\"id\":1}")]
    [TestCase("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"text\"}")]
    [TestCase("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":-1}")]
    [TestCase("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":\"text\"}")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("")]
    public async Task A_reply_that_is_none_puts_the_node_aside_for_60_seconds(string body)
    {
        _nodes.On("a", _ => ScriptedNodes.Request.Ok(body));
        _nodes.On("b", r => r.Result("2"));
        using var rpc = _nodes.Client(_time, "a", "b");

        Assert.That(await _time.RunAsync(rpc.GetSlotAsync(null, default)), Is.EqualTo(2));

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.That(rpc.NodesUp, Is.EqualTo(new[] { "b" }));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.That(rpc.NodesUp, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public async Task Only_nonsense_from_all_nodes_is_a_protocol_error()
    {
        _nodes.On("a", _ => ScriptedNodes.Request.Ok("nonsense"));
        using var rpc = _nodes.Client(_time, "a");

        await Assert.ThrowsAsync<RpcProtocolException>(() => _time.RunAsync(rpc.GetSlotAsync(null, default)));
    }

    [Test]
    public async Task An_airdrop_is_asked_for_once_whatever_happens()
    {
        _nodes.On("a", _ => throw new HttpRequestException("reset"));
        _nodes.On("b", r => r.Result("\"\""));
        using var rpc = _nodes.Client(_time, "a", "b");

        await Assert.ThrowsAsync<RpcUnreachableException>(() => _time.RunAsync(rpc.RequestAirdropAsync(ProgramIds.Memo, 1, default)));

        Assert.That(_nodes.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_send_is_repeated_with_identical_bytes()
    {
        var id = new Signature(new byte[64]).ToString();
        _nodes.On("a", _ => throw new HttpRequestException("reset"));
        _nodes.On("b", r => r.Result($"\"{id}\""));
        using var rpc = _nodes.Client(_time, "a", "b");

        await _time.RunAsync(rpc.SendTransactionAsync(new byte[] { 1, 2, 3 }, null, default));

        Assert.That(_nodes.Requests.Select(r => r.Parameters[0].GetString()), Is.EqualTo(new[] { "AQID", "AQID" }));
    }

    [Test]
    public async Task A_slow_read_is_hedged_by_another_node()
    {
        var cancelled = new TaskCompletionSource();
        _nodes.OnAsync("a", async (_, token) =>
        {
            using var registration = token.Register(() => cancelled.TrySetResult());
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            throw new InvalidOperationException();
        });
        _nodes.On("b", r => r.Result("2"));
        using var rpc = _nodes.Client(_time, "a", "b");
        var started = _time.GetUtcNow();

        Assert.That(await _time.RunAsync(rpc.GetSlotAsync(null, default)), Is.EqualTo(2));

        Assert.That(_time.GetUtcNow() - started, Is.EqualTo(TimeSpan.FromSeconds(2)));
        await cancelled.Task;
    }

    [Test]
    public async Task Cancellation_is_cancellation_and_not_a_failed_node()
    {
        using var cancel = new CancellationTokenSource();
        _nodes.OnAsync("a", async (_, token) =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            throw new InvalidOperationException();
        });
        using var rpc = _nodes.Client(_time, "a");

        await Assert.CatchAsync<OperationCanceledException>(() => rpc.GetSlotAsync(null, cancel.Token));

        Assert.That(_nodes.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Other_node_errors_carry_code_and_data()
    {
        _nodes.On("a", r => r.Error(-32602, """{"why":"bad"}"""));
        using var rpc = _nodes.Client(_time, "a");

        var failure = (await Assert.ThrowsAsync<RpcException>(() => _time.RunAsync(rpc.GetSlotAsync(null, default))))!;

        Assert.That((failure.Code, failure.Data, failure.Method), Is.EqualTo((-32602, """{"why":"bad"}""", "getSlot")));
    }

    [Test]
    public async Task A_node_of_another_cluster_is_refused_by_alias()
    {
        var (ours, theirs) = (new Hash(new byte[32]).ToString(), ProgramIds.Memo.ToString());
        _nodes.On("a", r => r.Result($"\"{ours}\""));
        _nodes.On("b", r => r.Result($"\"{theirs}\""));
        using var rpc = _nodes.Client(_time, "a", "b");

        var refusal = (await Assert.ThrowsAsync<GenesisMismatchException>(() => rpc.RequireGenesisAsync(Hash.Parse(ours), default)))!;

        Assert.That((refusal.Message.Contains('b', StringComparison.Ordinal), refusal.Actual.ToString()), Is.EqualTo((true, theirs)));
    }
}

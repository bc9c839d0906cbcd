using Hypernode.Solana.Addresses;
using Hypernode.Solana.Keys;
using Hypernode.Solana.Programs;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Sending;
using Hypernode.Solana.Tests.Fixtures;
using Hypernode.Solana.Transactions;
using Hypernode.TestKit.Time;

namespace Hypernode.Solana.Tests.Sending;

/// <summary>The eight steps of send-and-confirm, and what may go wrong at each.</summary>
internal sealed class SenderTests
{
    private readonly KeyPairSigner _payer = KeyPairSigner.Generate();
    private ManualTimeProvider _time = null!;
    private FakeChain _chain = null!;
    private string _folder = null!;
    private FileSendJournal _journal = null!;

    [SetUp]
    public void MakeChain()
    {
        _time = new ManualTimeProvider();
        _chain = new FakeChain();
        _folder = Directory.CreateTempSubdirectory("hypernode-sender-").FullName;
        _journal = FileSendJournal.Open(Path.Combine(_folder, "journal"));
    }

    [TearDown]
    public void RemoveJournal()
    {
        _journal.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [OneTimeTearDown]
    public void DisposeKey() => _payer.Dispose();

    [Test]
    public async Task Sends_once_and_clears_the_journal()
    {
        _chain.Add("a");

        var result = await SendAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Slot, Is.EqualTo(11));
            Assert.That(_chain.Executions.Keys, Is.EqualTo(new[] { result.Signature }));
            Assert.That(await _journal.ReadPendingAsync(default), Is.Empty);
        }
    }

    [Test]
    public async Task Budget_is_used_units_and_a_tenth_and_300_data_in_pages_and_the_75th_percentile_price()
    {
        _chain.Add("a");
        _chain.Fees = [1, 2, 3, 4_000, 5_000, 6_000, 7_000, 8_000];

        await SendAsync();

        var budget = Transaction.Decode(_chain.Sent[0]).Message.Instructions.Take(3).Select(i => Convert.ToHexString(i.Data.Span));
        Assert.That(budget, Is.EqualTo(new[]
        {
            Convert.ToHexString(ComputeBudget.SetUnitLimit(1_400).Data.Span),
            Convert.ToHexString(ComputeBudget.SetLoadedAccountsDataLimit(65_536).Data.Span),
            Convert.ToHexString(ComputeBudget.SetUnitPrice(6_000).Data.Span),
        }));
    }

    // The limit is 1,400 units: a cap of 5,008 lamports leaves 8 for priority, 5,714 micro-lamports a unit.
    [TestCase(5_008UL, 6_000UL, 5_714UL)]
    [TestCase(5_009UL, 6_000UL, 6_000UL)]
    [TestCase(5_004UL, ulong.MaxValue, 2_857UL)]
    [TestCase(5_000UL, 6_000UL, 0UL)]
    public async Task The_price_stays_within_the_fee_cap(ulong cap, ulong recent, ulong price)
    {
        _chain.Add("a");
        _chain.Fees = [recent];

        await SendAsync(Request() with { MaxFeeLamports = cap });

        Assert.That(PriceOf(_chain.Sent[0]), Is.EqualTo(price));
    }

    [Test]
    public async Task A_base_fee_above_the_cap_is_refused_and_nothing_is_sent()
    {
        _chain.Add("a");

        await Assert.ThrowsAsync<FeeCapException>(() => SendAsync(Request() with { MaxFeeLamports = 4_999 }));

        await AssertNothingSentAsync();
    }

    [Test]
    public async Task A_program_error_in_simulation_sends_nothing_and_names_program_and_error()
    {
        _chain.Add("a");
        _chain.Simulation = """{"err":{"InstructionError":[2,{"Custom":7001}]},"logs":[],"unitsConsumed":5}""";

        var failure = (await Assert.ThrowsAsync<TransactionFailedException>(() => SendAsync()))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Signature, Is.Null);
            Assert.That((failure.InstructionIndex, failure.Code, failure.Name), Is.EqualTo((2, 7001U, "JobNotOpen")));
            Assert.That(failure.ProgramId, Is.EqualTo(ProgramIds.System));
        }

        await AssertNothingSentAsync();
    }

    [Test]
    public async Task A_missing_signer_is_refused_before_anything_is_recorded()
    {
        _chain.Add("a");
        var request = Request() with { Instructions = [SystemProgram.Transfer(ProgramIds.Memo, ProgramIds.Token, 1)] };

        await Assert.ThrowsAsync<MissingSignersException>(() => SendAsync(request));

        await AssertNothingSentAsync();
    }

    [Test]
    public async Task A_transaction_that_landed_and_failed_is_a_failure_with_its_signature()
    {
        _chain.Add("a").Status = (_, executed) =>
            executed ? """{"slot":11,"confirmations":null,"err":{"InstructionError":[2,{"Custom":7001}]},"confirmationStatus":"finalized"}""" : null;

        var failure = (await Assert.ThrowsAsync<TransactionFailedException>(() => SendAsync()))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_chain.Executions.Keys, Is.EqualTo(new[] { failure.Signature!.Value }));
            Assert.That(failure.Name, Is.EqualTo("JobNotOpen"));
            Assert.That(await _journal.ReadPendingAsync(default), Is.Empty);
        }
    }

    [Test]
    public async Task One_of_three_nodes_that_drops_changes_nothing()
    {
        _chain.Add("a").IsDown = true;
        _chain.Add("b").Executes = false;
        _chain.Add("c");

        var result = await SendAsync();

        Assert.That(_chain.Executions.Keys, Is.EqualTo(new[] { result.Signature }));
    }

    [Test]
    public async Task Identical_bytes_are_sent_until_the_transaction_is_seen()
    {
        var answers = 0;
        _chain.Add("a").Status = (_, _) =>
            ++answers < 6 ? null : """{"slot":11,"confirmations":null,"err":null,"confirmationStatus":"finalized"}""";

        await SendAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_chain.Sent, Has.Count.GreaterThan(1));
            Assert.That(_chain.Sent.Select(Convert.ToHexString).Distinct(StringComparer.Ordinal), Has.Exactly(1).Items);
            Assert.That(_chain.Executions, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task A_status_that_vanishes_in_a_fork_and_returns_is_waited_for()
    {
        string?[] script =
        [
            """{"slot":11,"confirmations":0,"err":null,"confirmationStatus":"processed"}""",
            null,
            null,
            """{"slot":13,"confirmations":0,"err":null,"confirmationStatus":"processed"}""",
            """{"slot":13,"confirmations":1,"err":null,"confirmationStatus":"confirmed"}""",
        ];
        var answers = 0;
        _chain.Add("a").Status = (_, _) => script[Math.Min(answers++, script.Length - 1)];

        Assert.That((await SendAsync()).Slot, Is.EqualTo(13));
    }

    [Test]
    public async Task A_failure_on_a_fork_is_no_verdict()
    {
        string?[] script =
        [
            """{"slot":11,"confirmations":0,"err":"AccountInUse","confirmationStatus":"processed"}""",
            null,
            """{"slot":13,"confirmations":1,"err":null,"confirmationStatus":"confirmed"}""",
        ];
        var answers = 0;
        _chain.Add("a").Status = (_, _) => script[Math.Min(answers++, script.Length - 1)];

        Assert.That((await SendAsync()).Slot, Is.EqualTo(13));
    }

    [Test]
    public async Task Expires_only_when_every_node_that_answers_has_passed_the_height_without_it()
    {
        foreach (var alias in (string[])["a", "b"])
        {
            var node = _chain.Add(alias);
            node.Executes = false;
            node.FinalizedHeight = FakeChain.LastValidBlockHeight + 1;
        }

        await Assert.ThrowsAsync<TransactionExpiredException>(() => SendAsync());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_chain.Executions, Is.Empty);
            Assert.That(await _journal.ReadPendingAsync(default), Is.Empty);
        }
    }

    [TestCase(150UL)]
    [TestCase(100UL)]
    public async Task A_node_that_lags_keeps_the_outcome_open(ulong laggingHeight)
    {
        var ahead = _chain.Add("a");
        ahead.Executes = false;
        ahead.FinalizedHeight = FakeChain.LastValidBlockHeight + 1;
        var lagging = _chain.Add("b");
        lagging.Executes = false;
        lagging.FinalizedHeight = laggingHeight;

        var open = (await Assert.ThrowsAsync<OutcomeUnknownException>(() => SendAsync(Request() with { Timeout = TimeSpan.FromSeconds(30) })))!;

        var pending = await _journal.ReadPendingAsync(default);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(pending.Single().Signature, Is.EqualTo(open.Signature));
            Assert.That(pending.Single().Bytes.Span.SequenceEqual(open.Bytes.Span), Is.True);
        }
    }

    [Test]
    public async Task A_node_whose_history_knows_it_prevents_expiry()
    {
        var first = _chain.Add("a");
        first.Status = (_, _) => null;
        first.FinalizedHeight = FakeChain.LastValidBlockHeight + 1;
        var second = _chain.Add("b");
        second.FinalizedHeight = FakeChain.LastValidBlockHeight + 1;

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => SendAsync(Request() with { Timeout = TimeSpan.FromSeconds(20) }));

        Assert.That(_chain.Executions, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_expired_transaction_is_signed_anew_with_twice_the_price()
    {
        var node = _chain.Add("a");
        node.Executes = false;
        node.FinalizedHeight = FakeChain.LastValidBlockHeight + 1;
        _chain.LaterLife = 100;
        _chain.Fees = [1_000];
        var firstId = default(Signature);
        node.Status = (signature, executed) =>
        {
            firstId = firstId == default ? signature : firstId;
            node.Executes = signature != firstId;
            return executed ? """{"slot":11,"confirmations":null,"err":null,"confirmationStatus":"finalized"}""" : null;
        };

        var result = await SendAsync(Request() with { ResignLimit = 1 });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Signature, Is.Not.EqualTo(firstId));
            Assert.That(_chain.Executions.Keys, Is.EqualTo(new[] { result.Signature }));
            Assert.That(PriceOf(_chain.Sent[0]), Is.EqualTo(1_000));
            Assert.That(PriceOf(_chain.Sent[^1]), Is.EqualTo(2_000));
        }
    }

    [Test]
    public async Task Cancelling_after_the_record_leaves_the_outcome_open()
    {
        _chain.Add("a").Status = (_, _) => null;
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(5), _time);

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => SendAsync(Request(), cancel.Token));

        Assert.That(await _journal.ReadPendingAsync(default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Statuses_of_all_transactions_in_flight_are_asked_for_together()
    {
        _chain.Add("a").Status = (_, executed) =>
            executed && _chain.LargestStatusCall == 20 ? """{"slot":11,"confirmations":null,"err":null,"confirmationStatus":"finalized"}""" : null;
        var sender = Sender();
        var sends = Enumerable.Range(0, 20).Select(i => sender.SendAsync(
            Request() with { Instructions = [SystemProgram.Transfer(_payer.Address, _payer.Address, (ulong)i)] }, default));

        await _time.RunAsync(Task.WhenAll(sends));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_chain.Executions, Has.Count.EqualTo(20));
            Assert.That(_chain.LargestStatusCall, Is.EqualTo(20));
        }
    }

    [TestCase("getLatestBlockhash")]
    [TestCase("simulateTransaction")]
    [TestCase("record")]
    [TestCase("recorded")]
    [TestCase("sendTransaction")]
    [TestCase("getSignatureStatuses")]
    [TestCase("complete")]
    public async Task A_crash_at_any_step_ends_in_one_execution(string step)
    {
        _chain.Add("a");
        var crash = new CrashingJournal(_journal, step);
        using var rpc = _chain.Client(_time);
        using var crashing = new SolanaRpcClient(ScriptedNodes.Options("a"), _time, null, (endpoint, body, token) =>
            System.Text.Encoding.UTF8.GetString(body.Span).Contains($"\"{step}\"", StringComparison.Ordinal)
                ? throw new CrashException()
                : _chain.SendAsync(endpoint, body, token));
        var first = new TransactionSender(crashing, crash, Options(), _time);
        var dead = first.SendAsync(Request() with { Timeout = TimeSpan.FromSeconds(10) }, default);
        await Assert.CatchAsync(() => _time.RunAsync(dead));

        // The process starts again: it follows up what the journal holds, and does the work anew only when nothing is recorded.
        _journal.Dispose();
        _journal = FileSendJournal.Open(Path.Combine(_folder, "journal"));
        var second = new TransactionSender(rpc, _journal, Options(), _time);
        var pending = await second.ReadPendingAsync(default);
        var result = pending.Count > 0
            ? await _time.RunAsync(second.ResumeAsync(pending.Single(), default))
            : _chain.Executions.Count > 0 ? new SendResult(_chain.Executions.Keys.Single(), 0) : await _time.RunAsync(second.SendAsync(Request(), default));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_chain.Executions.Keys, Is.EqualTo(new[] { result.Signature }));
            Assert.That(await _journal.ReadPendingAsync(default), Is.Empty);
        }
    }

    private static ulong PriceOf(byte[] sent)
    {
        var set = Transaction.Decode(sent).Message.Instructions.Select(i => i.Data.ToArray()).SingleOrDefault(d => d.Length == 9 && d[0] == 3);
        return set is null ? 0 : BitConverter.ToUInt64(set, 1);
    }

    private static TransactionSenderOptions Options() => new()
    {
        ErrorNames = (program, code) => program == ProgramIds.System && code == 7001 ? "JobNotOpen" : null,
    };

    private TransactionSender Sender() => new(_chain.Client(_time), _journal, Options(), _time);

    private SendRequest Request() => new()
    {
        FeePayer = _payer,
        Instructions = [SystemProgram.Transfer(_payer.Address, _payer.Address, 1)],
        Purpose = "test",
    };

    private Task<SendResult> SendAsync(SendRequest? request = null, CancellationToken cancellationToken = default) =>
        _time.RunAsync(Sender().SendAsync(request ?? Request(), cancellationToken));

    private async Task AssertNothingSentAsync()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_chain.Sent, Is.Empty);
            Assert.That(await _journal.ReadPendingAsync(default), Is.Empty);
        }
    }

    private sealed class CrashException : Exception;

    private sealed class CrashingJournal(ISendJournal inner, string step) : ISendJournal
    {
        public async ValueTask RecordAsync(SendRecord record, CancellationToken cancellationToken)
        {
            CrashAt("record");
            await inner.RecordAsync(record, cancellationToken);
            CrashAt("recorded");
        }

        public ValueTask CompleteAsync(Signature signature, SendOutcome outcome, CancellationToken cancellationToken)
        {
            CrashAt("complete");
            return inner.CompleteAsync(signature, outcome, cancellationToken);
        }

        public ValueTask<IReadOnlyList<SendRecord>> ReadPendingAsync(CancellationToken cancellationToken) => inner.ReadPendingAsync(cancellationToken);

        private void CrashAt(string point)
        {
            if (string.Equals(point, step, StringComparison.Ordinal))
            {
                throw new CrashException();
            }
        }
    }
}

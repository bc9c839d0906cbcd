using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Worker.Execution;
using Hypernode.Worker.Leases;
using Hypernode.Worker.Scheduling;
using Hypernode.Worker.Tests.Chain;
using Hypernode.Worker.Tests.Leases;

namespace Hypernode.Worker.Tests.Scheduling;

/// <summary>The duties of a worker on time that a test moves: what it takes, sweeps and measures, and what makes it take nothing.</summary>
[TestFixture]
internal sealed class NodeWorkerTests : LifecycleFixture
{
    private static readonly HostCapacity Capacity = new(Runs: 1, MemoryBytes: 1L << 40, CpuMillis: 1 << 20, DiskBytes: 1L << 50);
    private RunTable _runs = null!;
    private NodeWorker _worker = null!;

    [SetUp]
    public void OpenWorker()
    {
        _runs = new RunTable(State, Capacity, Services);
        _worker = Worker(diskFloorBytes: 0);
    }

    [TearDown]
    public async Task CloseWorkerAsync() => await _runs.DisposeAsync();

    [Test]
    public async Task Scans_takes_and_finishes_a_job_once()
    {
        await _worker.ScanAsync(CancellationToken.None);
        await _worker.ScanAsync(CancellationToken.None);
        await Time.RunAsync(SettledAsync());
        await _worker.ScanAsync(CancellationToken.None);
        Assert.That(Chain.Sent, Is.EqualTo((string[])["accept", "start", "submit", "settle"]));
        Assert.That(_worker.Node, Is.EqualTo(Chain.Node));
    }

    [TestCase(59, false)]
    [TestCase(60, true)]
    public async Task Tries_an_attempt_again_a_minute_after_what_it_lacked(int seconds, bool again)
    {
        Executor.IsDown = true;
        await _worker.ScanAsync(CancellationToken.None);
        await Time.RunAsync(SettledAsync());
        Executor.IsDown = false;
        Time.Advance(TimeSpan.FromSeconds(seconds));
        await _worker.ScanAsync(CancellationToken.None);
        Assert.That(_runs.Active, Has.Count.EqualTo(again ? 1 : 0));
        await Time.RunAsync(SettledAsync());
        Assert.That(Chain.Sent, Is.EqualTo(again ? ["accept", "start", "submit", "settle"] : (string[])[]));
    }

    [Test]
    public async Task Tries_an_attempt_again_a_minute_after_a_refused_accept()
    {
        Chain.Refuses = "accept";
        await _worker.ScanAsync(CancellationToken.None);
        await Time.RunAsync(SettledAsync());
        Chain.Refuses = null;
        Time.Advance(TimeSpan.FromSeconds(60));
        await _worker.ScanAsync(CancellationToken.None);
        await Time.RunAsync(SettledAsync());
        Assert.That(Chain.Sent[^4..], Is.EqualTo((string[])["accept", "start", "submit", "settle"]));
    }

    [Test]
    public async Task Tries_a_specification_it_cannot_run_once()
    {
        Results.Plan = Results.Plan with { Limits = Limits with { OutputBytes = long.MaxValue / 2 } };
        await _worker.ScanAsync(CancellationToken.None);
        await Time.RunAsync(SettledAsync());
        Time.Advance(TimeSpan.FromMinutes(10));
        await _worker.ScanAsync(CancellationToken.None);
        Assert.That((_runs.Active.Count, Chain.Sent.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Takes_nothing_while_it_drains()
    {
        _worker.Board.Set(DrainReasons.Command, holds: true);
        await _worker.ScanAsync(CancellationToken.None);
        Assert.That(_runs.Active, Is.Empty);
        _worker.Board.Set(DrainReasons.Command, holds: false);
        await _worker.ScanAsync(CancellationToken.None);
        Assert.That(_runs.Active, Has.Count.EqualTo(1));
    }

    [TestCase(4, false)]
    [TestCase(5, false)]
    [TestCase(6, true)]
    [TestCase(-5, false)]
    [TestCase(-6, true)]
    public async Task Says_when_its_clock_is_more_than_five_seconds_off(int seconds, bool says)
    {
        Chain.AheadSeconds = seconds;
        await _worker.CompareClocksAsync(CancellationToken.None);
        Assert.That(Log.Text.Contains($"clock is {seconds} s off", StringComparison.Ordinal), Is.EqualTo(says));
        Assert.That(Services.Clock.OffsetSeconds, Is.EqualTo(seconds));
        Assert.That(Services.Clock.Now, Is.EqualTo(Now + seconds));
        Assert.That(Services.Clock.ToLocal(Now + seconds), Is.EqualTo(Time.GetUtcNow()));
    }

    [TestCase(59, false)]
    [TestCase(60, false)]
    [TestCase(61, true)]
    [TestCase(-60, false)]
    [TestCase(-61, true)]
    public async Task Drains_with_a_clock_more_than_a_minute_off_until_it_is_set(int seconds, bool drains)
    {
        Chain.AheadSeconds = seconds;
        await _worker.CompareClocksAsync(CancellationToken.None);
        AssertDrains(drains ? DrainReasons.Clock : null);
        Chain.AheadSeconds = 0;
        await _worker.CompareClocksAsync(CancellationToken.None);
        AssertDrains(null);
    }

    [TestCase(59, false)]
    [TestCase(60, true)]
    [TestCase(61, true)]
    public async Task Drains_when_no_chain_answers_for_a_minute(int seconds, bool drains)
    {
        Chain.IsDown = true;
        await _worker.ScanAsync(CancellationToken.None);
        AssertDrains(null);
        Time.Advance(TimeSpan.FromSeconds(seconds));
        await _worker.BeatAsync(CancellationToken.None);
        AssertDrains(drains ? DrainReasons.Chain : null);
        Chain.IsDown = false;
        await _worker.BeatAsync(CancellationToken.None);
        AssertDrains(null);

        // The minute begins anew.
        Chain.IsDown = true;
        await _worker.BeatAsync(CancellationToken.None);
        AssertDrains(null);
    }

    [TestCase(29, false)]
    [TestCase(30, true)]
    [TestCase(31, true)]
    public async Task Drains_when_no_engine_answers_for_half_a_minute(int seconds, bool drains)
    {
        Executor.IsDown = true;
        await _worker.SweepAsync(CancellationToken.None);
        AssertDrains(null);
        Time.Advance(TimeSpan.FromSeconds(seconds));
        await _worker.SweepAsync(CancellationToken.None);
        AssertDrains(drains ? DrainReasons.Engine : null);
        Executor.IsDown = false;
        await _worker.SweepAsync(CancellationToken.None);
        AssertDrains(null);
        Executor.IsDown = true;
        await _worker.SweepAsync(CancellationToken.None);
        AssertDrains(null);
    }

    [TestCase(4_999_999ul, true, true)]
    [TestCase(5_000_000ul, false, true)]
    [TestCase(19_999_999ul, false, true)]
    [TestCase(20_000_000ul, false, false)]
    public async Task Drains_without_funds_and_warns_before(ulong lamports, bool drains, bool warns)
    {
        Chain.Job = null;
        Chain.Node = Chain.Node with { OperatorLamports = lamports };
        await _worker.ScanAsync(CancellationToken.None);
        AssertDrains(drains ? DrainReasons.Funds : null);
        Assert.That(Log.Text.Contains($"Operator has {lamports} lamports left", StringComparison.Ordinal), Is.EqualTo(warns));
        Chain.Node = Chain.Node with { OperatorLamports = 5_000_000 };
        await _worker.ScanAsync(CancellationToken.None);
        AssertDrains(null);
    }

    [Test]
    public async Task Drains_while_the_registry_stops_the_node()
    {
        var idle = Chain.Node;
        Chain.Job = null;
        Chain.Node = idle.With(node => node with { Status = NodeStatus.Suspended });
        await _worker.ScanAsync(CancellationToken.None);
        AssertDrains(DrainReasons.Suspended);
        Chain.Node = idle;
        await _worker.ScanAsync(CancellationToken.None);
        AssertDrains(null);
    }

    [Test]
    public async Task Drains_below_its_floor_of_free_disk()
    {
        _worker = Worker(diskFloorBytes: long.MaxValue);
        await _worker.TidyAsync(CancellationToken.None);
        AssertDrains(DrainReasons.Disk);
        _worker = Worker(diskFloorBytes: 0);
        await _worker.TidyAsync(CancellationToken.None);
        AssertDrains(null);
    }

    [Test]
    public async Task Quarantines_a_damaged_run_drains_and_leaves_its_container()
    {
        using (var journal = RunJournal.Open(Folder.Root, Time))
        {
            journal.Append(RunPhase.Selected, new SelectedRecord(Run.Job.ToString(), 1, Run.PostedSlot, Services.Identity.Genesis, Services.Identity.Node.ToString()));
            journal.Append(RunPhase.Accepting);
        }

        var path = Path.Combine(Folder.Root, RunJournal.FileName);
        var bytes = File.ReadAllBytes(path);
        bytes[20] ^= 1;
        File.WriteAllBytes(path, bytes);
        Executor.Put(Run.Name, RunState.Running);
        await _runs.RecoverAsync(CancellationToken.None);
        await _worker.ScanAsync(CancellationToken.None);
        await _worker.SweepAsync(CancellationToken.None);
        AssertDrains(DrainReasons.Quarantine);
        Assert.Multiple(() =>
        {
            Assert.That(_runs.Quarantined, Is.EqualTo((string[])[Run.Name]));
            Assert.That(_runs.Active, Is.Empty);
            Assert.That(Executor.Has(Run.Name), Is.True);
            Assert.That(Chain.Sent, Is.Empty);
            Assert.That(File.ReadAllBytes(path), Is.EqualTo(bytes));
            Assert.That(Log.Text, Does.Contain($"Quarantined {Run.Name}: Journal {path} is damaged at line 1"));
        });
    }

    [TestCase("other genesis", null)]
    [TestCase(null, "other node")]
    public async Task Quarantines_a_run_of_another_node_or_chain(string? genesis, string? node)
    {
        using (var journal = RunJournal.Open(Folder.Root, Time))
        {
            journal.Append(RunPhase.Selected, new SelectedRecord(Run.Job.ToString(), 1, Run.PostedSlot, genesis ?? Services.Identity.Genesis, node ?? Services.Identity.Node.ToString()));
        }

        await _runs.RecoverAsync(CancellationToken.None);
        Assert.That((_runs.Quarantined.Count, _runs.Active.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task Recovers_what_is_unfinished_and_nothing_else()
    {
        Write("finished", RunPhase.Closed);
        Write("given-up", RunPhase.Abandoned);
        Directory.CreateDirectory(Path.Combine(State, "runs", "empty"));
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(State, "runs", "torn")).FullName, RunJournal.FileName), "{\"crc\":\"0");
        await _runs.RecoverAsync(CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(_runs.Active, Is.Empty);
            Assert.That(_runs.Quarantined, Is.Empty);
            Assert.That(Directory.EnumerateDirectories(Path.Combine(State, "runs")).Select(Path.GetFileName), Is.EquivalentTo((string[])["finished", "given-up"]));
        });

        void Write(string name, RunPhase last)
        {
            using var journal = RunJournal.Open(Path.Combine(State, "runs", name), Time);
            journal.Append(RunPhase.Selected, new SelectedRecord(Run.Job.ToString(), 1, Run.PostedSlot, Services.Identity.Genesis, Services.Identity.Node.ToString()));
            journal.Append(last, new EndRecord("over"));
        }
    }

    [TestCase(-1, true)]
    [TestCase(0, true)]
    [TestCase(1, false)]
    public async Task Sweeps_a_container_past_its_deadline_and_any_without_a_run(int secondsPast, bool stays)
    {
        Executor.EndsWith = null;
        await _worker.ScanAsync(CancellationToken.None);
        await RunningAsync();
        Executor.Put(Run.Name, RunState.Running, Deadline(Now - secondsPast));
        Executor.Put("hn-nobodys", RunState.Running, Deadline(Now + 1_000));
        await _worker.SweepAsync(CancellationToken.None);
        Assert.That((Executor.Has(Run.Name), Executor.Has("hn-nobodys")), Is.EqualTo((stays, false)));
    }

    [Test]
    public async Task Sweeps_no_run_that_begins_while_a_slow_engine_lists()
    {
        Executor.EndsWith = null;
        Executor.OnList = async () =>
        {
            await _worker.ScanAsync(CancellationToken.None);
            await RunningAsync();
        };
        await _worker.SweepAsync(CancellationToken.None);
        Assert.That(Executor.Has(Run.Name), Is.True);
    }

    [Test]
    public async Task Labels_a_container_with_the_last_moment_it_can_matter()
    {
        Chain.AheadSeconds = 40;
        Executor.EndsWith = null;
        await _worker.ScanAsync(CancellationToken.None);
        var accepted = Now;
        await RunningAsync();
        var labels = (await Executor.ListAsync(CancellationToken.None)).Single().Labels;
        var latest = accepted + Accounts.StartGraceSeconds + Accounts.MaxRunSeconds + Accounts.SubmitGraceSeconds;
        Assert.That(labels[RunLabels.Deadline], Is.EqualTo(latest.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That(labels[RunLabels.Job], Is.EqualTo(Run.Job.ToString()));
    }

    [Test]
    public async Task Kills_a_run_whose_lease_is_gone_when_it_looks()
    {
        Executor.EndsWith = null;
        await _worker.ScanAsync(CancellationToken.None);
        await RunningAsync();
        Chain.Job = Chain.Job!.With(job => job with { Node = Accounts.Key(9), Attempt = 2 });
        await _worker.CheckLeasesAsync(CancellationToken.None);
        await Time.RunAsync(SettledAsync());
        Assert.That((Executor.Has(Run.Name), Chain.Sent.Contains("submit")), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task A_refused_heartbeat_stops_nothing()
    {
        Chain.Refuses = "heartbeat";
        await _worker.BeatAsync(CancellationToken.None);
        AssertDrains(null);
        Assert.That(Log.Text, Does.Contain("Heartbeat refused: NotNow"));
    }

    private static Dictionary<string, string> Deadline(long at) =>
        new(StringComparer.Ordinal) { [RunLabels.Deadline] = at.ToString(System.Globalization.CultureInfo.InvariantCulture) };

    private NodeWorker Worker(long diskFloorBytes) => new(_runs, Services, new HashSet<Hypernode.Solana.Addresses.Address>(), new DrainBoard(Log), diskFloorBytes);

    private void AssertDrains(string? reason)
    {
        Assert.That(_worker.Board.Reasons, Is.EqualTo(reason is null ? [] : (string[])[reason]));
        Assert.That(_worker.Board.IsDraining, Is.EqualTo(reason is not null));
    }

    /// <summary>Waits until no run is left.</summary>
    private Task<bool> SettledAsync() => UntilAsync(() => _runs.Active.Count == 0);

    private Task<bool> RunningAsync() => UntilAsync(() => _runs.Active.Any(run => run.Phase == RunPhase.Running));

    private async Task<bool> UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        return true;
    }
}

using Hypernode.TestKit.Time;
using Hypernode.Worker.Execution;
using Hypernode.Worker.Execution.Logs;

namespace Hypernode.Worker.Tests.Execution;

/// <summary>Who ends a run and when, on time that a test moves.</summary>
[TestFixture]
internal sealed class RunSupervisorTests
{
    private const string Name = "hn-run";
    private static readonly RunLimits Limits = new(1 << 20, 1000, 1 << 20, OutputBytes: 8192, OutputFiles: 2);

    private ManualTimeProvider _time = null!;
    private FakeExecutor _executor = null!;
    private LogRing _logs = null!;
    private string _output = "";
    private DateTimeOffset _start;

    [SetUp]
    public void Open()
    {
        _time = new ManualTimeProvider();
        _start = _time.GetUtcNow();
        _executor = new FakeExecutor(_time);
        _logs = new LogRing(_time);
        _output = Directory.CreateTempSubdirectory("hn-supervised-").FullName;
        _executor.Put(Name, RunState.Running);
    }

    [TearDown]
    public void Close() => Directory.Delete(_output, recursive: true);

    [Test]
    public async Task Cuts_a_run_the_moment_its_time_is_over()
    {
        _executor.OutputRead.SetResult();
        var exit = await _time.RunAsync(SuperviseAsync(TimeSpan.FromSeconds(10.5)));
        Assert.That((exit.ExitCode, exit.Cause), Is.EqualTo((124, ExitCause.TimeLimit)));
        Assert.That(_executor.KilledAt, Is.EqualTo(_start + TimeSpan.FromSeconds(10.5)));
    }

    [TestCase(-1, 7, ExitCause.Exited)]
    [TestCase(0, 7, ExitCause.Exited)]
    [TestCase(1, 124, ExitCause.TimeLimit)]
    public async Task Leaves_a_run_its_own_end_up_to_the_last_moment(int ticks, int exitCode, ExitCause cause)
    {
        _executor.OutputRead.SetResult();
        using var end = _time.CreateTimer(_ => _executor.End(Name, 7), null, TimeSpan.FromSeconds(10) + TimeSpan.FromTicks(ticks), Timeout.InfiniteTimeSpan);
        var exit = await _time.RunAsync(SuperviseAsync(TimeSpan.FromSeconds(10)));
        Assert.That((exit.ExitCode, exit.Cause, _executor.KilledAt is null), Is.EqualTo((exitCode, cause, cause == ExitCause.Exited)));
    }

    [Test]
    public async Task Finds_a_run_that_ended_in_time_long_after_its_time()
    {
        _executor.OutputRead.SetResult();
        _executor.IsSlow = true;
        _executor.End(Name, 0);
        _time.Advance(TimeSpan.FromHours(1));
        var exit = await _time.RunAsync(SuperviseAsync(TimeSpan.FromSeconds(10)));
        Assert.That((exit.ExitCode, exit.Cause), Is.EqualTo((0, ExitCause.Exited)));
    }

    [Test]
    public async Task Cuts_a_run_whose_output_grows_too_large_within_a_second()
    {
        _executor.OutputRead.SetResult();
        using var write = _time.CreateTimer(_ => File.WriteAllBytes(Path.Combine(_output, "big"), new byte[Limits.OutputBytes + 1]), null, TimeSpan.FromSeconds(2.5), Timeout.InfiniteTimeSpan);
        var exit = await _time.RunAsync(SuperviseAsync(TimeSpan.FromSeconds(60)));
        Assert.That((exit.ExitCode, exit.Cause), Is.EqualTo((137, ExitCause.OutputLimit)));
        Assert.That(_executor.KilledAt, Is.EqualTo(_start + TimeSpan.FromSeconds(3)).Within(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task Refuses_outputs_that_grew_too_large_just_before_the_end()
    {
        _executor.OutputRead.SetResult();
        using var end = _time.CreateTimer(_ => Overfill(), null, TimeSpan.FromSeconds(1.5), Timeout.InfiniteTimeSpan);
        var exit = await _time.RunAsync(SuperviseAsync(TimeSpan.FromSeconds(60)));
        Assert.That((exit.ExitCode, exit.Cause, _executor.KilledAt), Is.EqualTo((137, ExitCause.OutputLimit, (DateTimeOffset?)null)));

        void Overfill()
        {
            foreach (var name in (string[])["a", "b", "c"])
            {
                File.WriteAllText(Path.Combine(_output, name), "");
            }

            _executor.End(Name, 0);
        }
    }

    [Test]
    public async Task Ends_a_run_that_is_interrupted_at_once()
    {
        _executor.OutputRead.SetResult();
        var interrupt = new TaskCompletionSource<ExitCause>();
        using var stop = _time.CreateTimer(_ => interrupt.SetResult(ExitCause.Stopped), null, TimeSpan.FromSeconds(4.2), Timeout.InfiniteTimeSpan);
        var exit = await _time.RunAsync(SuperviseAsync(TimeSpan.FromSeconds(60), interrupt.Task));
        Assert.That((exit.ExitCode, exit.Cause), Is.EqualTo((137, ExitCause.Stopped)));
        Assert.That(_executor.KilledAt, Is.EqualTo(_start + TimeSpan.FromSeconds(4.2)).Within(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task Waits_five_seconds_for_output_still_under_way()
    {
        _executor.End(Name, 0);
        await _time.RunAsync(SuperviseAsync(TimeSpan.FromSeconds(60)));
        Assert.That(_time.GetUtcNow(), Is.EqualTo(_start + TimeSpan.FromSeconds(5)));
        Assert.That(await _logs.ReadAsync(0, follow: true, CancellationToken.None).CountAsync(), Is.Zero);
    }

    [Test]
    public async Task A_worker_that_goes_away_leaves_the_run_alone()
    {
        using var stop = new CancellationTokenSource();
        var supervised = new RunSupervisor(_executor, _time).SuperviseAsync(Name, _output, Limits, _start + TimeSpan.FromHours(1), _logs, interrupted: null, stop.Token);
        await stop.CancelAsync();
        Assert.That(() => supervised, Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await _executor.InspectAsync(Name, CancellationToken.None)).State, Is.EqualTo(RunState.Running));
    }

    [Test]
    public void A_lost_container_or_engine_is_the_hosts_fault()
    {
        _executor.IsDown = true;
        Assert.That(
            () => SuperviseAsync(TimeSpan.FromSeconds(60)),
            Throws.InstanceOf<ExecutionException>().With.Property(nameof(ExecutionException.Fault)).EqualTo(ExecutionFault.Host));
    }

    private Task<RunExit> SuperviseAsync(TimeSpan time, Task<ExitCause>? interrupted = null) =>
        new RunSupervisor(_executor, _time).SuperviseAsync(Name, _output, Limits, _start + time, _logs, interrupted, CancellationToken.None);
}

using Hypernode.Content.Manifests;
using Hypernode.Worker.Execution;

namespace Hypernode.Worker.Tests.Execution;

/// <summary>What every executor does alike.</summary>
internal abstract class ExecutorContract
{
    private ExecutorHarness _harness = null!;

    private protected ExecutorHarness Harness => _harness;

    private protected abstract Task<IExecutor> OpenExecutorAsync(ExecutorHarness harness);

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        _harness = new ExecutorHarness();
        _harness.Executor = await OpenExecutorAsync(_harness);
        await _harness.PrepareAsync();
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        if (_harness.Executor is { } executor)
        {
            foreach (var found in await executor.ListAsync(CancellationToken.None))
            {
                await executor.RemoveAsync(found.Name, CancellationToken.None);
            }
        }

        _harness.Dispose();
    }

    [Test]
    public async Task Probe_OnThisHost_NamesNothingMissing()
    {
        var probe = await Harness.Executor.ProbeAsync(CancellationToken.None);
        Assert.That(probe.Where(p => !p.IsMet).Select(p => $"{p.Name}: {p.Detail} {p.Remedy}"), Is.Empty);
    }

    [Test]
    public async Task Runs_a_command_with_its_environment_input_and_output()
    {
        var run = await Harness.RunShellAsync("echo $GREETING; cat /in/given > /out/copy; echo bad >&2; pwd; env | wc -l");
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit.ExitCode, Is.Zero, run.All);
            Assert.That(run.Exit.Cause, Is.EqualTo(ExitCause.Exited));
            Assert.That(run.Output, Does.StartWith("hello\n/out\n"));
            Assert.That(run.Errors, Is.EqualTo("bad"));
            Assert.That(File.ReadAllText(Path.Combine(run.Request.OutputFolder, "copy")), Is.EqualTo("input\n"));
            Assert.That(run.Exit.EndedAt, Is.GreaterThanOrEqualTo(run.Exit.StartedAt));
        });
    }

    [TestCase(1)]
    [TestCase(42)]
    [TestCase(255)]
    public async Task Reports_the_exit_code_of_the_command(int code)
    {
        var run = await Harness.RunShellAsync($"exit {code}");
        Assert.That((run.Exit.ExitCode, run.Exit.Cause), Is.EqualTo((code, ExitCause.Exited)));
    }

    [Test]
    public async Task Reports_a_missing_command_as_failed()
    {
        var run = await Harness.RunAsync(Harness.Request(["/bin/no-such-program"]));
        Assert.That(run.Exit.ExitCode, Is.EqualTo(127));
    }

    [Test]
    public async Task Keeps_outputs_and_shows_states_until_removed()
    {
        var request = Harness.Shell("echo done > /out/result");
        var states = new List<RunState> { (await Harness.Executor.InspectAsync(request.Name, CancellationToken.None)).State };
        await Harness.Executor.CreateAsync(request, CancellationToken.None);
        states.Add((await Harness.Executor.InspectAsync(request.Name, CancellationToken.None)).State);
        await Harness.RunAsync(request);
        var exited = await Harness.Executor.InspectAsync(request.Name, CancellationToken.None);
        states.Add(exited.State);
        Assert.That(exited.Exit!.ExitCode, Is.Zero);
        await Harness.Executor.RemoveAsync(request.Name, CancellationToken.None);
        states.Add((await Harness.Executor.InspectAsync(request.Name, CancellationToken.None)).State);
        Assert.That(states, Is.EqualTo((RunState[])[RunState.Absent, RunState.Created, RunState.Exited, RunState.Absent]));
        Assert.That(File.ReadAllText(Path.Combine(request.OutputFolder, "result")), Is.EqualTo("done\n"));
    }

    [Test]
    public async Task Never_starts_a_container_twice()
    {
        var run = await Harness.RunShellAsync("echo x >> /out/starts");
        Assert.That(
            async () => await Harness.Executor.StartAsync(run.Request.Name, CancellationToken.None),
            Throws.InstanceOf<ExecutionException>().With.Property(nameof(ExecutionException.Fault)).EqualTo(ExecutionFault.Host));
        Assert.That(File.ReadAllText(Path.Combine(run.Request.OutputFolder, "starts")), Is.EqualTo("x\n"));
    }

    [Test]
    public async Task Creates_and_removes_as_often_as_told()
    {
        var request = Harness.Shell("true");
        await Harness.Executor.CreateAsync(request, CancellationToken.None);
        await Harness.Executor.CreateAsync(request, CancellationToken.None);
        await Harness.Executor.RemoveAsync(request.Name, CancellationToken.None);
        await Harness.Executor.RemoveAsync(request.Name, CancellationToken.None);
        await Harness.Executor.KillAsync(request.Name, CancellationToken.None);
        Assert.That((await Harness.Executor.InspectAsync(request.Name, CancellationToken.None)).State, Is.EqualTo(RunState.Absent));
    }

    [Test]
    public async Task Lists_containers_with_their_labels()
    {
        var request = Harness.Shell("true");
        await Harness.Executor.CreateAsync(request, CancellationToken.None);
        var found = await Harness.Executor.ListAsync(CancellationToken.None);
        var ours = found.Single(f => string.Equals(f.Name, request.Name, StringComparison.Ordinal));
        Assert.That(ours.Labels[RunLabels.Deadline], Is.EqualTo("4102444800"));
    }

    [Test]
    public void Refuses_an_image_nobody_prepared()
    {
        var request = Harness.Shell("true") with { Image = new RunImage.Rootfs(ContentId.OfManifest("absent"u8)) };
        Assert.That(
            async () => await Harness.Executor.CreateAsync(request, CancellationToken.None),
            Throws.InstanceOf<ExecutionException>().With.Property(nameof(ExecutionException.Fault)).EqualTo(ExecutionFault.Host));
    }

    [Test]
    public async Task Cuts_a_run_at_its_time_limit()
    {
        var run = await Harness.RunShellAsync("while :; do :; done", TimeSpan.FromSeconds(2));
        Assert.That((run.Exit.ExitCode, run.Exit.Cause), Is.EqualTo((124, ExitCause.TimeLimit)));
    }

    [Test]
    public async Task Kills_on_request_and_leaves_no_process()
    {
        var request = Harness.Shell("sleep 1000 & sleep 1000");
        await Harness.Executor.CreateAsync(request, CancellationToken.None);
        await Harness.Executor.StartAsync(request.Name, CancellationToken.None);
        await Harness.Executor.KillAsync(request.Name, CancellationToken.None);
        var exit = await Harness.Executor.WaitAsync(request.Name, CancellationToken.None);
        Assert.That(exit.ExitCode, Is.AnyOf(137, 143));
    }

    [Test]
    public async Task Shows_the_run_only_what_it_was_given()
    {
        var run = await Harness.RunShellAsync(
            "id -u; id -g; ls / | sort | tr '\\n' ' ' 2>/dev/null || ls /; ls /proc/self/fd | wc -l; cat /proc/self/status; touch /x /in/x /bin/x; ls -l /dev; mount");
        Assert.Multiple(() =>
        {
            Assert.That(run.Output, Does.StartWith("65534\n65534\n"));
            Assert.That(run.Output, Does.Match(@"CapEff:\s+0000000000000000"));
            Assert.That(run.Output, Does.Match(@"CapBnd:\s+0000000000000000"));
            Assert.That(run.Output, Does.Match(@"NoNewPrivs:\s+1"));
            Assert.That(run.Output, Does.Match(@"Seccomp:\s+2"));
            Assert.That(run.Output, Does.Match("/tmp (type )?tmpfs .*noexec").Or.Match("on /tmp type tmpfs .*noexec"));
            Assert.That(run.Errors, Does.Contain("/x: Read-only file system").And.Contain("/in/x: Read-only file system").And.Contain("/bin/x: Read-only file system"));
        });
    }

    [Test]
    public async Task Executes_nothing_from_the_temporary_folder()
    {
        var run = await Harness.RunShellAsync("cp /bin/busybox /tmp/busybox && /tmp/busybox true");
        Assert.That(run.Exit.ExitCode, Is.EqualTo(126), run.All);
    }
}

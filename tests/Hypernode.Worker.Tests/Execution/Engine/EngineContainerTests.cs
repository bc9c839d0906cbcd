using System.Globalization;
using System.Text.Json;
using Hypernode.Worker.Execution;

namespace Hypernode.Worker.Tests.Execution.Engine;

/// <summary>WRK-3 and WRK-5: one container from its making to its removal, by every word the engine may say.</summary>
[TestFixture]
internal sealed class EngineContainerTests : EngineFixture
{
    private static readonly DateTimeOffset Started = DateTimeOffset.Parse(EngineJson.StartedAt, CultureInfo.InvariantCulture);
    private static readonly DateTimeOffset Finished = DateTimeOffset.Parse(EngineJson.FinishedAt, CultureInfo.InvariantCulture);

    [Test]
    public async Task Creates_with_every_wall_and_reads_them_back()
    {
        Engine.On("POST containers/create", EngineReply.Json("""{"Id":"c","Warnings":[]}""", 201));
        Inspections(Created());
        await Executor.CreateAsync(Request, CancellationToken.None);
        var call = Engine.Last("POST containers/create");
        using var body = JsonDocument.Parse(call.Body);
        var host = body.RootElement.GetProperty("HostConfig");
        Assert.Multiple(() =>
        {
            Assert.That(call.Query, Is.EqualTo($"name={Name}"));
            Assert.That(body.RootElement.GetProperty("User").GetString(), Is.EqualTo("65534:65534"));
            Assert.That(host.GetProperty("Memory").GetInt64(), Is.EqualTo(Request.Limits.MemoryBytes));
            Assert.That(host.GetProperty("MemorySwap").GetInt64(), Is.EqualTo(Request.Limits.MemoryBytes));
            Assert.That(host.GetProperty("PidsLimit").GetInt64(), Is.EqualTo(256));
            Assert.That(host.GetProperty("NetworkMode").GetString(), Is.EqualTo("none"));
            Assert.That(host.GetProperty("AutoRemove").GetBoolean(), Is.False);
            Assert.That(Engine.Calls[^1], Is.EqualTo($"GET containers/{Name}/json"));
        });
    }

    [TestCase("Memory", "memory")]
    [TestCase("MemorySwap", "swap")]
    [TestCase("NanoCpus", "processors")]
    [TestCase("PidsLimit", "pids")]
    [TestCase("ReadonlyRootfs", "read-only root")]
    [TestCase("CapDrop", "capabilities")]
    [TestCase("SecurityOpt", "no-new-privileges")]
    [TestCase("NetworkMode", "network")]
    public void Refuses_a_container_that_lacks_a_wall(string member, string wall)
    {
        // The second answer: a worker that died between making and checking finds the container there.
        Engine.On("POST containers/create", EngineReply.Json("""{"Id":"c"}""", 201), EngineReply.Failure(409, "name in use"));
        Inspections(EngineJson.Container(Request, owner: Owner, lacking: member));
        AssertHostFault(() => Executor.CreateAsync(Request, CancellationToken.None), $"The engine did not take every limit it was given: {wall}.");
        AssertHostFault(() => Executor.CreateAsync(Request, CancellationToken.None), $"The engine did not take every limit it was given: {wall}.");
    }

    [Test]
    public async Task Takes_a_container_of_its_name_as_its_own()
    {
        Engine.On("POST containers/create", EngineReply.Failure(409, "name in use"));
        Inspections(Created());
        await Executor.CreateAsync(Request, CancellationToken.None);
        Assert.That((await Executor.InspectAsync(Name, CancellationToken.None)).State, Is.EqualTo(RunState.Created));
    }

    [Test]
    public void Refuses_a_container_of_somebody_else()
    {
        Engine.On("POST containers/create", EngineReply.Failure(409, "name in use"));
        Inspections(EngineJson.Container(Request, owner: "another worker"));
        AssertHostFault(() => Executor.CreateAsync(Request, CancellationToken.None), $"{Name} is a container of somebody else.");
    }

    [Test]
    public void Says_whose_fault_it_is_that_nothing_was_made()
    {
        AssertFault(() => Executor.CreateAsync(Request with { Command = [] }, CancellationToken.None), ExecutionFault.Spec, "The command is empty.");
        Engine.On("POST containers/create", EngineReply.Failure(500, "no space left on device"));
        AssertHostFault(() => Executor.CreateAsync(Request, CancellationToken.None), "Engine: no space left on device");
        Engine.On("POST containers/create", EngineReply.Status(201));
        Engine.On($"GET containers/{Name}/json", EngineReply.Failure(404, "No such container"));
        AssertHostFault(() => Executor.CreateAsync(Request, CancellationToken.None), "The container vanished after it was made.");
    }

    [TestCase(204)]
    [TestCase(304)]
    public async Task Starts_after_attaching_and_waits_only_then(int acknowledged)
    {
        Engine.On($"POST containers/{Name}/attach", EngineReply.Stream());
        Engine.On($"POST containers/{Name}/start", EngineReply.Status(acknowledged));
        Engine.On($"POST containers/{Name}/wait", EngineReply.Json("""{"StatusCode":99}"""));
        Inspections(Created(), Running(), Exited(3));
        await Executor.StartAsync(Name, CancellationToken.None);
        var exit = await Executor.WaitAsync(Name, CancellationToken.None);
        Assert.Multiple(() =>
        {
            // The exit code is that of the inspection; what the wait says may be of an earlier time.
            Assert.That(exit, Is.EqualTo(new RunExit(3, ExitCause.Exited, Started, Finished)));
            Assert.That(Engine.Last($"POST containers/{Name}/wait").Query, Is.EqualTo("condition=not-running"));
            Assert.That(Engine.Calls.Skip(1), Is.EqualTo((string[])
            [
                $"GET containers/{Name}/json",
                $"POST containers/{Name}/attach",
                $"POST containers/{Name}/start",
                $"GET containers/{Name}/json",
                $"POST containers/{Name}/wait",
                $"GET containers/{Name}/json",
            ]));
        });
    }

    [TestCase(126, "permission denied")]
    [TestCase(127, "executable file not found")]
    public async Task A_command_that_cannot_be_executed_is_the_jobs_fault(int code, string error)
    {
        Engine.On($"POST containers/{Name}/attach", EngineReply.Stream());
        Engine.On($"POST containers/{Name}/start", EngineReply.Failure(400, error));
        Inspections(Created(), EngineJson.Container(Request, exitCode: code, error: error, owner: Owner));
        await Executor.StartAsync(Name, CancellationToken.None);
        var exit = await Executor.WaitAsync(Name, CancellationToken.None);
        Assert.That((exit.ExitCode, exit.Cause), Is.EqualTo((127, ExitCause.CommandNotRunnable)));
        Assert.That(Engine.Calls, Does.Not.Contain($"POST containers/{Name}/wait"));
    }

    [Test]
    public async Task A_start_the_engine_fails_at_is_the_hosts_fault()
    {
        Engine.On($"POST containers/{Name}/attach", EngineReply.Stream());
        Engine.On($"POST containers/{Name}/start", EngineReply.Failure(500, "runc: no space left on device"));
        Inspections(Created(), EngineJson.Container(Request, exitCode: 128, error: "runc: no space left on device", owner: Owner));
        AssertHostFault(() => Executor.StartAsync(Name, CancellationToken.None), "Engine: runc: no space left on device");

        // A worker that died right then finds a container that never ran, not a job that failed.
        Assert.That(await Executor.InspectAsync(Name, CancellationToken.None), Is.EqualTo(new RunInspection(RunState.Created)));
        AssertHostFault(() => Executor.WaitAsync(Name, CancellationToken.None), $"{Name} is Created where its end was awaited.");
    }

    [Test]
    public void Starts_nothing_that_is_gone_or_was_started()
    {
        Engine.On($"GET containers/{Name}/json", EngineReply.Failure(404, "No such container"));
        AssertHostFault(() => Executor.StartAsync(Name, CancellationToken.None), $"There is no container {Name}.");
        foreach (var container in (string[])[Running(), Exited(0)])
        {
            Inspections(container);
            AssertHostFault(() => Executor.StartAsync(Name, CancellationToken.None), $"{Name} was started before; a container is started once.");
        }

        Inspections(Created());
        Engine.On($"POST containers/{Name}/attach", EngineReply.Failure(409, "is paused"));
        AssertHostFault(() => Executor.StartAsync(Name, CancellationToken.None), "Engine: is paused");
        Assert.That(Engine.Calls, Does.Not.Contain($"POST containers/{Name}/start"));
    }

    [TestCase("created", 0, false, EngineJson.Never, RunState.Created)]
    [TestCase("created", 127, false, EngineJson.Never, RunState.Created, Description = "a code without a reason says nothing")]
    [TestCase("running", 0, false, EngineJson.StartedAt, RunState.Running)]
    [TestCase("paused", 0, false, EngineJson.StartedAt, RunState.Running)]
    [TestCase("restarting", 0, false, EngineJson.StartedAt, RunState.Running)]
    [TestCase("dead", 0, false, EngineJson.StartedAt, RunState.Lost)]
    [TestCase("removing", 0, false, EngineJson.StartedAt, RunState.Lost)]
    [TestCase("a word of tomorrow", 0, false, EngineJson.StartedAt, RunState.Lost)]
    public async Task Knows_the_states_of_a_container(string status, int exitCode, bool oomKilled, string startedAt, RunState state)
    {
        Inspections(EngineJson.Container(Request, status, exitCode, oomKilled, startedAt: startedAt, owner: Owner));
        Assert.That(await Executor.InspectAsync(Name, CancellationToken.None), Is.EqualTo(new RunInspection(state)));
    }

    [TestCase(0, false, ExitCause.Exited)]
    [TestCase(255, false, ExitCause.Exited)]
    [TestCase(137, false, ExitCause.Exited, Description = "a kill of ours, or of its own")]
    [TestCase(137, true, ExitCause.OutOfMemory)]
    [TestCase(1, true, ExitCause.OutOfMemory)]
    [TestCase(0, true, ExitCause.Exited, Description = "a child was killed and the program coped")]
    public async Task Tells_memory_from_other_ends(int exitCode, bool oomKilled, ExitCause cause)
    {
        Inspections(Exited(exitCode, oomKilled));
        var inspection = await Executor.InspectAsync(Name, CancellationToken.None);
        Assert.That(inspection, Is.EqualTo(new RunInspection(RunState.Exited, new RunExit(exitCode, cause, Started, Finished))));
    }

    [Test]
    public async Task An_end_before_the_start_counts_as_no_time()
    {
        Inspections(EngineJson.Container(Request, "exited", startedAt: EngineJson.FinishedAt, finishedAt: EngineJson.StartedAt, owner: Owner));
        var exit = (await Executor.InspectAsync(Name, CancellationToken.None)).Exit!;
        Assert.That((exit.StartedAt, exit.EndedAt), Is.EqualTo((Finished, Finished)));
    }

    [TestCase(204)]
    [TestCase(304)]
    [TestCase(404)]
    public async Task Stops_within_two_seconds_what_may_have_ended(int status)
    {
        Engine.On($"POST containers/{Name}/stop", EngineReply.Status(status));
        await Executor.KillAsync(Name, CancellationToken.None);
        Assert.That(Engine.Last($"POST containers/{Name}/stop").Query, Is.EqualTo("t=2"));
    }

    [TestCase(204)]
    [TestCase(404)]
    [TestCase(409)]
    public async Task Removes_what_may_be_gone_or_going(int status)
    {
        Engine.On($"DELETE containers/{Name}", EngineReply.Status(status));
        await Executor.RemoveAsync(Name, CancellationToken.None);
        Assert.That(Engine.Last($"DELETE containers/{Name}").Query, Is.EqualTo("force=true&v=true"));
    }

    [Test]
    public void A_stop_or_removal_the_engine_fails_at_is_the_hosts_fault()
    {
        Engine.On($"POST containers/{Name}/stop", EngineReply.Failure(500, "cannot kill"));
        Engine.On($"DELETE containers/{Name}", EngineReply.Failure(500, "device busy"));
        AssertHostFault(() => Executor.KillAsync(Name, CancellationToken.None), "Engine: cannot kill");
        AssertHostFault(() => Executor.RemoveAsync(Name, CancellationToken.None), "Engine: device busy");
    }

    [Test]
    public async Task Lists_its_own_by_label()
    {
        Engine.On("GET containers/json", EngineReply.Json("""
            [{"Id":"1","Names":["/hn-a"],"State":"running","Labels":{"x":"y"}},{"Id":"2","Names":[],"State":"dead","Labels":null},{"Id":"3","Names":["/hn-c"],"State":"exited"}]
            """));
        var found = await Executor.ListAsync(CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(found.Select(run => run.Name), Is.EqualTo((string[])["hn-a", "2", "hn-c"]));
            Assert.That(found.Select(run => run.Labels.Count), Is.EqualTo((int[])[1, 0, 0]));
            Assert.That(Engine.Last("GET containers/json").Query, Does.Contain("all=true").And.Contain($$"""{"label":["network.hypernode.worker={{Owner}}"]}"""));
        });
    }
}

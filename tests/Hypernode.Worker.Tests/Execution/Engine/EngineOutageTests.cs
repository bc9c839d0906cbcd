using Hypernode.Worker.Execution;
using Hypernode.Worker.Execution.Logs;

namespace Hypernode.Worker.Tests.Execution.Engine;

/// <summary>An engine that breaks off, talks nonsense, is slow or goes away: never the job's fault, never a hang that a token does not end.</summary>
[TestFixture]
internal sealed class EngineOutageTests : EngineFixture
{
    private static readonly string Inspect = $"GET containers/{Name}/json";
    private static readonly string Wait = $"POST containers/{Name}/wait";

    private static IEnumerable<TestCaseData> Calls()
    {
        yield return new TestCaseData((Func<IExecutor, RunRequest, CancellationToken, Task>)((e, r, t) => e.HasImageAsync(r.Image, t)), $"GET images/{Image.Repository}@sha256:{Digest}/json").SetArgDisplayNames("has image");
        yield return new TestCaseData((Func<IExecutor, RunRequest, CancellationToken, Task>)((e, r, t) => e.CreateAsync(r, t)), "POST containers/create").SetArgDisplayNames("create");
        yield return new TestCaseData((Func<IExecutor, RunRequest, CancellationToken, Task>)((e, _, t) => e.StartAsync(Name, t)), $"POST containers/{Name}/start").SetArgDisplayNames("start");
        yield return new TestCaseData((Func<IExecutor, RunRequest, CancellationToken, Task>)((e, _, t) => e.StartAsync(Name, t)), $"POST containers/{Name}/attach").SetArgDisplayNames("attach");
        yield return new TestCaseData((Func<IExecutor, RunRequest, CancellationToken, Task>)((e, _, t) => e.InspectAsync(Name, t)), Inspect).SetArgDisplayNames("inspect");
        yield return new TestCaseData((Func<IExecutor, RunRequest, CancellationToken, Task>)((e, _, t) => e.KillAsync(Name, t)), $"POST containers/{Name}/stop").SetArgDisplayNames("kill");
        yield return new TestCaseData((Func<IExecutor, RunRequest, CancellationToken, Task>)((e, _, t) => e.RemoveAsync(Name, t)), $"DELETE containers/{Name}").SetArgDisplayNames("remove");
        yield return new TestCaseData((Func<IExecutor, RunRequest, CancellationToken, Task>)((e, _, t) => e.ListAsync(t)), "GET containers/json").SetArgDisplayNames("list");
    }

    [TestCaseSource(nameof(Calls))]
    public void Hanging_up_is_the_hosts_fault(Func<IExecutor, RunRequest, CancellationToken, Task> act, string call)
    {
        Prepare();
        Engine.On(call, EngineReply.HangUp());
        AssertHostFault(() => act(Executor, Request, CancellationToken.None), $"Engine: The engine at {Engine.SocketPath} does not answer");
        Assert.That(Engine.Calls, Does.Contain(call));
    }

    [TestCaseSource(nameof(Calls))]
    public void A_refusal_is_the_hosts_fault_in_the_engines_words(Func<IExecutor, RunRequest, CancellationToken, Task> act, string call)
    {
        Prepare();
        Engine.On(call, EngineReply.Failure(500, "the engine's words"));
        AssertHostFault(() => act(Executor, Request, CancellationToken.None), "Engine: the engine's words");
        Engine.On(call, EngineReply.Json("{}", 500));
        AssertHostFault(() => act(Executor, Request, CancellationToken.None), "Engine: no reason given");
    }

    [TestCaseSource(nameof(Calls))]
    public async Task A_token_ends_the_wait_for_a_slow_answer(Func<IExecutor, RunRequest, CancellationToken, Task> act, string call)
    {
        Prepare();
        var taken = new TaskCompletionSource();
        Engine.On(call, EngineReply.Silence(taken));
        using var stop = new CancellationTokenSource();
        var acting = act(Executor, Request, stop.Token);
        Assert.That(await Task.WhenAny(taken.Task, acting), Is.SameAs(taken.Task));
        await stop.CancelAsync();
        Assert.That(() => acting, Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase("<html>")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"Id":"c","Name":"/hn-run","State":{},"Config":{"Tty":false},"HostConfig":{}}""")]
    [TestCase("""{"Id":"c","Name":"/hn-run","State":null,"Config":null,"HostConfig":null}""")]
    public void Nonsense_about_a_container_is_the_hosts_fault(string body)
    {
        Engine.On(Inspect, EngineReply.Json(body));
        AssertHostFault(() => Executor.InspectAsync(Name, CancellationToken.None), $"Engine: v1.51/containers/{Name}/json answered");
        AssertHostFault(() => Executor.StartAsync(Name, CancellationToken.None), $"Engine: v1.51/containers/{Name}/json answered");
        AssertHostFault(() => Executor.FollowLogsAsync(Name, new LogRing(Time), CancellationToken.None), $"Engine: v1.51/containers/{Name}/json answered");
    }

    [TestCase("{}")]
    [TestCase("[{}]")]
    [TestCase("""[{"Id":"c","Names":null,"State":"exited","Labels":{}}]""")]
    public void Nonsense_in_a_list_is_the_hosts_fault(string body)
    {
        Engine.On("GET containers/json", EngineReply.Json(body));
        AssertHostFault(() => Executor.ListAsync(CancellationToken.None), "answered no JSON of the expected shape");
    }

    [Test]
    public void An_answer_that_breaks_off_is_the_hosts_fault()
    {
        Engine.On(Inspect, EngineReply.Cut("{\"Id\":"u8.ToArray()));
        AssertHostFault(() => Executor.InspectAsync(Name, CancellationToken.None), "Engine: ");
        Inspections(Running());
        Engine.On(Wait, EngineReply.Cut("{"u8.ToArray()));
        AssertHostFault(() => Executor.WaitAsync(Name, CancellationToken.None), "Engine: ");
    }

    [Test]
    public async Task An_engine_that_goes_away_in_the_middle_of_a_run_is_the_hosts_fault()
    {
        var waiting = new TaskCompletionSource();
        Prepare();
        Inspections(Created(), Running());
        Engine.On($"POST containers/{Name}/start", EngineReply.Status(204));
        Engine.On($"POST containers/{Name}/attach", EngineReply.Stream(LogFrame.Output("working\n")));
        Engine.On(Wait, EngineReply.Silence(waiting));
        await Executor.CreateAsync(Request, CancellationToken.None);
        Inspections(Created(), Running());
        await Executor.StartAsync(Name, CancellationToken.None);
        var ring = new LogRing(Time);
        var supervised = new RunSupervisor(Executor, Time).SuperviseAsync(Name, Request.OutputFolder, Request.Limits, Time.GetUtcNow() + TimeSpan.FromHours(1), ring, interrupted: null, CancellationToken.None);
        Assert.That(await Task.WhenAny(waiting.Task, supervised), Is.SameAs(waiting.Task));
        await Engine.GoAwayAsync();
        AssertHostFault(() => supervised, "Engine: ");
        AssertHostFault(() => Executor.RemoveAsync(Name, CancellationToken.None), $"Engine: The engine at {Engine.SocketPath} does not answer");
    }

    [Test]
    public async Task A_run_whose_output_breaks_off_for_good_still_ends_as_it_did()
    {
        Inspections(Running(), Running(), Exited(0));
        Engine.On($"GET containers/{Name}/logs", EngineReply.Cut(LogFrame.Output("one\n")), EngineReply.Failure(500, "log file lost"));
        Engine.On(Wait, EngineReply.Json("""{"StatusCode":0}"""));
        var ring = new LogRing(Time);
        var exit = await new RunSupervisor(Executor, Time).SuperviseAsync(Name, Request.OutputFolder, Request.Limits, Time.GetUtcNow() + TimeSpan.FromHours(1), ring, interrupted: null, CancellationToken.None);
        Assert.That((exit.ExitCode, exit.Cause), Is.EqualTo((0, ExitCause.Exited)));
        Assert.That(ring.Snapshot().Select(line => line.Text), Is.EqualTo((string[])["one"]));
    }

    /// <summary>An engine with which every call goes well.</summary>
    private void Prepare()
    {
        Engine.On("POST containers/create", EngineReply.Json("""{"Id":"c"}""", 201));
        Engine.On($"POST containers/{Name}/attach", EngineReply.Stream());
        Inspections(Created());
    }
}

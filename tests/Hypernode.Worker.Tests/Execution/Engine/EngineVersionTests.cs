using Hypernode.Docker;
using Hypernode.Worker.Execution;

namespace Hypernode.Worker.Tests.Execution.Engine;

/// <summary>WRK-1 and WRK-6: which engine is spoken to, in which version, and which one is refused.</summary>
[TestFixture]
internal sealed class EngineVersionTests : EngineFixture
{
    [TestCase("1.41", "1.12", "1.41")]
    [TestCase("1.42", "1.12", "1.42")]
    [TestCase("1.50", "1.24", "1.50")]
    [TestCase("1.51", "1.24", "1.51")]
    [TestCase("1.52", "1.24", "1.51")]
    [TestCase("1.60", "1.50", "1.51")]
    [TestCase("1.60", "1.51", "1.51")]
    [TestCase("1.45", null, "1.45")]
    public async Task Speaks_the_highest_common_version(string newest, string? oldest, string spoken)
    {
        Engine.On("GET version", EngineReply.Json(EngineJson.Version(newest, oldest)));
        var probe = await Executor.ProbeAsync(CancellationToken.None);
        Assert.That(probe.Select(p => p.IsMet), Is.All.True);
        Assert.That(probe[0].Detail, Is.EqualTo($"engine 29.0.1, API {spoken}"));
        Assert.That(Engine.Last("GET info").Version, Is.EqualTo(spoken));
    }

    [TestCase("1.40", "1.12", "The engine speaks API 1.12 to 1.40, this client 1.41 to 1.51.")]
    [TestCase("1.60", "1.52", "The engine speaks API 1.52 to 1.60, this client 1.41 to 1.51.")]
    [TestCase("2.0", "1.41", "'2.0' is no API version.")]
    [TestCase("1.x", "1.41", "'1.x' is no API version.")]
    [TestCase("1.51", "", "'' is no API version.")]
    public async Task Refuses_a_version_it_does_not_share(string newest, string oldest, string message)
    {
        Engine.On("GET version", EngineReply.Json(EngineJson.Version(newest, oldest)));
        await AssertMissingAsync("docker", message);
        AssertHostFault(() => Executor.ListAsync(CancellationToken.None), "Engine: " + message);
        Assert.That(Engine.Calls, Is.All.EqualTo("GET version"));
    }

    [TestCase("null", "version answered null.")]
    [TestCase("{}", "version answered no JSON of the expected shape")]
    [TestCase("""{"Version":"29.0.1","ApiVersion":null}""", "version answered no JSON of the expected shape")]
    [TestCase("<html>", "version answered no JSON of the expected shape")]
    [TestCase("", "version answered no JSON of the expected shape")]
    public async Task Names_an_answer_that_is_none(string body, string message)
    {
        Engine.On("GET version", EngineReply.Json(body));
        await AssertMissingAsync("docker", message);
    }

    [Test]
    public async Task Names_what_the_engine_says_when_it_refuses()
    {
        Engine.On("GET version", EngineReply.Failure(500, "no room for answers"));
        await AssertMissingAsync("docker", "no room for answers");
        Engine.On("GET version", EngineReply.Json("plain words", 503));
        await AssertMissingAsync("docker", "plain words");
    }

    [Test]
    public async Task Names_an_engine_that_hangs_up()
    {
        Engine.On("GET version", EngineReply.HangUp());
        await AssertMissingAsync("docker", $"The engine at {Engine.SocketPath} does not answer");
        Engine.On("GET version", EngineReply.Cut("{\"Version\":"u8.ToArray()));
        Assert.That((await Executor.ProbeAsync(CancellationToken.None)).Single().IsMet, Is.False);
        await Engine.GoAwayAsync();
        await AssertMissingAsync("docker", $"The engine at {Engine.SocketPath} does not answer");
    }

    [Test]
    public async Task Waits_two_seconds_for_an_answer_and_no_longer()
    {
        var taken = new TaskCompletionSource();
        Engine.On("GET version", EngineReply.Silence(taken));
        var probe = Executor.ProbeAsync(CancellationToken.None);
        Assert.That(await Task.WhenAny(taken.Task, probe), Is.SameAs(taken.Task));
        Time.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromTicks(1));
        Assert.That(probe.IsCompleted, Is.False);
        Time.Advance(TimeSpan.FromTicks(1));
        Assert.That((await probe).Single().Detail, Is.EqualTo($"no answer at {Engine.SocketPath} within 2 s"));
    }

    [Test]
    public async Task A_stopped_worker_is_no_missing_engine()
    {
        var taken = new TaskCompletionSource();
        Engine.On("GET version", EngineReply.Silence(taken));
        using var stop = new CancellationTokenSource();
        var probe = Executor.ProbeAsync(stop.Token);
        Assert.That(await Task.WhenAny(taken.Task, probe), Is.SameAs(taken.Task));
        await stop.CancelAsync();
        Assert.That(() => probe, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Connects_when_the_engine_comes_back()
    {
        Engine.On("GET version", EngineReply.Failure(500, "starting"), EngineReply.Json(EngineJson.Version("1.44", "1.24")));
        await AssertMissingAsync("docker", "starting");
        Assert.That((await Executor.ProbeAsync(CancellationToken.None)).Select(p => p.IsMet), Is.All.True);
    }

    [TestCase(false, true, true, "memory limit")]
    [TestCase(true, false, true, "swap limit")]
    [TestCase(true, true, false, "pids limit")]
    [TestCase(false, false, false, "memory limit, swap limit, pids limit")]
    public async Task Refuses_an_engine_without_a_limit(bool memory, bool swap, bool pids, string lacking)
    {
        Engine.On("GET info", EngineReply.Json(EngineJson.Info(memory, swap, pids)));
        await AssertMissingAsync("docker limits", $"the engine lacks {lacking}");
    }

    [Test]
    public async Task Refuses_an_engine_without_seccomp()
    {
        Engine.On("GET info", EngineReply.Json(EngineJson.Info(security: ["name=apparmor"])));
        await AssertMissingAsync("docker limits", "the engine lacks seccomp");
    }

    [Test]
    public async Task Refuses_an_engine_that_mentions_no_limit()
    {
        Engine.On("GET info", EngineReply.Json("{}"));
        await AssertMissingAsync("docker limits", "the engine lacks memory limit, swap limit, pids limit, seccomp");
    }

    [Test]
    public async Task Takes_swap_for_limited_where_the_memory_controller_does_it()
    {
        Engine.On("GET info", EngineReply.Json(EngineJson.Info(swap: false, cgroup: "2")));
        Assert.That((await Executor.ProbeAsync(CancellationToken.None)).Select(p => p.IsMet), Is.All.True);
    }

    private async Task AssertMissingAsync(string name, string detail)
    {
        var missing = (await Executor.ProbeAsync(CancellationToken.None)).Single(p => !p.IsMet);
        Assert.Multiple(() =>
        {
            Assert.That(missing.Name, Is.EqualTo(name));
            Assert.That(missing.Detail, Does.Contain(detail));
            Assert.That(missing.Remedy, Is.Not.Empty);
        });
    }
}

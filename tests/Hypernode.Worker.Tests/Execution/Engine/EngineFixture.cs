using Hypernode.Content.Stores;
using Hypernode.TestKit.Time;
using Hypernode.Worker.Execution;
using Hypernode.Worker.Execution.Engine;

namespace Hypernode.Worker.Tests.Execution.Engine;

/// <summary>The project's executor before an engine whose every word the test writes.</summary>
internal abstract class EngineFixture
{
    private protected const string Owner = "worker-under-test";
    private protected const string Name = "hn-run";
    private protected static readonly string Digest = new('a', 64);
    private protected static readonly RunImage.Registry Image = new("registry.example/image", Digest);

    private string _folder = "";

    private protected FakeEngine Engine { get; private set; } = null!;

    private protected DockerExecutor Executor { get; private set; } = null!;

    private protected ContentStore Content { get; private set; } = null!;

    private protected ManualTimeProvider Time { get; private set; } = null!;

    private protected RunRequest Request { get; private set; } = null!;

    [SetUp]
    public void Open()
    {
        _folder = Directory.CreateTempSubdirectory("hn-engine-run-").FullName;
        Time = new ManualTimeProvider();
        Content = new ContentStore(Path.Combine(_folder, "content"), Time);
        Engine = new FakeEngine();
        Executor = new DockerExecutor(Engine.SocketPath, Owner, Content, Time);
        Request = new RunRequest(
            Name,
            Image,
            ["/bin/true"],
            new Dictionary<string, string>(StringComparer.Ordinal),
            Directory.CreateDirectory(Path.Combine(_folder, "in")).FullName,
            Directory.CreateDirectory(Path.Combine(_folder, "out")).FullName,
            ExecutorHarness.SmallLimits,
            new Dictionary<string, string>(StringComparer.Ordinal));
        Engine.On($"GET images/{Image.Repository}@sha256:{Digest}/json", EngineReply.Json(EngineJson.Image($"{Image.Repository}@sha256:{Digest}")));
    }

    [TearDown]
    public async Task CloseAsync()
    {
        Executor.Dispose();
        await Engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Answers inspections of the container in turn; the last one stays.</summary>
    private protected void Inspections(params string[] containers) => Engine.On($"GET containers/{Name}/json", [.. containers.Select(json => EngineReply.Json(json))]);

    private protected string Created() => EngineJson.Container(Request, owner: Owner);

    private protected string Running(bool tty = false) => EngineJson.Container(Request, "running", startedAt: EngineJson.StartedAt, tty: tty, owner: Owner);

    private protected string Exited(int exitCode, bool oomKilled = false, bool tty = false) =>
        EngineJson.Container(Request, "exited", exitCode, oomKilled, startedAt: EngineJson.StartedAt, finishedAt: EngineJson.FinishedAt, tty: tty, owner: Owner);

    /// <summary>Asserts whose fault a failure is and how its message ends.</summary>
    private protected static void AssertFault(Func<Task> act, ExecutionFault fault, string message) =>
        Assert.That(act, Throws.InstanceOf<ExecutionException>().With.Property(nameof(ExecutionException.Fault)).EqualTo(fault).And.Message.Contains(message));

    private protected static void AssertHostFault(Func<Task> act, string message) => AssertFault(act, ExecutionFault.Host, message);
}

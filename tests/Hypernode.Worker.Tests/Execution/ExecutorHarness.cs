using Hypernode.Content.Manifests;
using Hypernode.Content.Stores;
using Hypernode.Worker.Execution;
using Hypernode.Worker.Execution.Logs;

namespace Hypernode.Worker.Tests.Execution;

/// <summary>One executor with folders of its own and shell jobs to run on it.</summary>
internal sealed class ExecutorHarness : IDisposable
{
    public static readonly RunLimits SmallLimits = new(MemoryBytes: 96L << 20, CpuMillis: 1000, TemporaryBytes: 16L << 20, OutputBytes: 32L << 20);

    private static int _number;

    public ExecutorHarness()
    {
        Folder = Directory.CreateTempSubdirectory("hn-executor-").FullName;
        Content = new ContentStore(Path.Combine(Folder, "content"), TimeProvider.System);
    }

    public string Folder { get; }

    public ContentStore Content { get; }

    public IExecutor Executor { get; set; } = null!;

    public ContentId Rootfs { get; private set; }

    public async Task PrepareAsync()
    {
        Rootfs = await TestRootfs.PutAsync(Content);
        await Executor.PrepareImageAsync(new RunImage.Rootfs(Rootfs), CancellationToken.None);
    }

    public RunRequest Shell(string script, RunLimits? limits = null) => Request(["/bin/sh", "-c", script], limits);

    public RunRequest Request(string[] command, RunLimits? limits = null)
    {
        var name = $"hn-test-{Environment.ProcessId}-{Interlocked.Increment(ref _number)}";
        var input = Directory.CreateDirectory(Path.Combine(Folder, name, "in")).FullName;
        var output = Directory.CreateDirectory(Path.Combine(Folder, name, "out")).FullName;
        File.WriteAllText(Path.Combine(input, "given"), "input\n");
        return new RunRequest(
            name,
            new RunImage.Rootfs(Rootfs),
            command,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = "/bin", ["GREETING"] = "hello" },
            input,
            output,
            limits ?? SmallLimits,
            new Dictionary<string, string>(StringComparer.Ordinal) { [RunLabels.Job] = "job", [RunLabels.Attempt] = "1", [RunLabels.Deadline] = "4102444800" });
    }

    public async Task<FinishedRun> RunAsync(RunRequest request, TimeSpan? time = null)
    {
        await Executor.CreateAsync(request, CancellationToken.None);
        await Executor.StartAsync(request.Name, CancellationToken.None);
        var logs = new LogRing(TimeProvider.System);
        var exit = await new RunSupervisor(Executor, TimeProvider.System).SuperviseAsync(
            request.Name, request.OutputFolder, request.Limits, TimeProvider.System.GetUtcNow() + (time ?? TimeSpan.FromSeconds(60)), logs, interrupted: null, CancellationToken.None);
        return new FinishedRun(request, exit, logs);
    }

    public Task<FinishedRun> RunShellAsync(string script, TimeSpan? time = null) => RunAsync(Shell(script), time);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

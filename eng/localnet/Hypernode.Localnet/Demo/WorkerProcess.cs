using System.Diagnostics;
using System.Text.Json;
using Hypernode.Crypto.Ed25519;
using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Keys;
using Hypernode.Localnet.Seeding;
using Hypernode.Solana.Keys;

namespace Hypernode.Localnet.Demo;

/// <summary>A real worker in a process of its own, serving one seeded node; ended with its owner and listed for `make down`.</summary>
public sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly ProcessRecords _records;

    private WorkerProcess(Process process, ProcessRecords records, string logPath)
    {
        _process = process;
        _records = records;
        LogPath = logPath;
        records.Add("worker", process.Id);
    }

    /// <summary>What it wrote.</summary>
    public string LogPath { get; }

    /// <summary>True once it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Its process, for tests that crash it.</summary>
    public Process Process => _process;

    /// <summary>Starts the worker of a seeded node.</summary>
    /// <param name="repository">Root of the repository, where the worker is built.</param>
    /// <param name="folders">Its state and the shared content.</param>
    /// <param name="endpointsPath">The network.</param>
    /// <param name="node">Name of the seeded node.</param>
    /// <param name="executor">What it runs jobs in.</param>
    /// <param name="runs">Runs at once, each with a processor of its own as far as the worker counts.</param>
    public static WorkerProcess Start(
        string repository, DemoFolders folders, string endpointsPath, string node, ExecutorKind executor, int runs = 1)
    {
        Directory.CreateDirectory(folders.Worker);
        Directory.CreateDirectory(folders.Content);
        var config = WriteConfig(folders, endpointsPath, node, executor, runs);
        var logPath = Path.Combine(folders.Worker, "worker.log");
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        foreach (var argument in (string[])["-c", "exec \"$0\" \"$@\" >>\"$HYPERNODE_WORKER_LOG\" 2>&1", "dotnet", WorkerPath(repository), "run", "--config", config])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["HYPERNODE_WORKER_LOG"] = logPath;
        var process = Process.Start(start) ?? throw new DemoException("the worker did not start");
        return new WorkerProcess(process, new ProcessRecords(folders.State), logPath);
    }

    public async ValueTask DisposeAsync()
    {
        using (_process)
        {
            if (!_process.HasExited)
            {
                ProcessSignals.Terminate(_process.Id);
                using var patience = new CancellationTokenSource(StopTime);
                try
                {
                    await _process.WaitForExitAsync(patience.Token);
                }
                catch (OperationCanceledException)
                {
                    _process.Kill(entireProcessTree: true);
                    await _process.WaitForExitAsync(CancellationToken.None);
                }
            }

            _records.Remove(_process.Id);
        }
    }

    private static string WorkerPath(string repository)
    {
        // Built beside this program, so in the same configuration: bin/<configuration>/net10.0.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var path = Path.Combine(repository, "worker/src/Hypernode.Worker/bin", configuration, "net10.0/Hypernode.Worker.dll");
        return File.Exists(path) ? path : throw new MissingPrerequisiteException($"{path} is not built\n  remedy: run `make build`");
    }

    private static string WriteConfig(DemoFolders folders, string endpointsPath, string node, ExecutorKind executor, int runs)
    {
        var path = Path.Combine(folders.Worker, "worker.json");
        var options = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["StateFolder"] = Path.Combine(folders.Worker, "state"),
            ["EndpointsFile"] = endpointsPath,
            ["Node"] = SeededNode.AddressOf(node).ToString(),
            ["OperatorKeyFile"] = WriteKeyFile(folders.Worker, SeedActors.NodeOperator(node)),
            ["ContentSources"] = new[] { folders.Content },
            ["ContentSinks"] = new[] { folders.Content },
            ["Executor"] = executor == ExecutorKind.Docker ? "docker" : "sandbox",
            ["AllowSandbox"] = executor == ExecutorKind.Sandbox,
            ["ControlSocket"] = folders.ControlSocket,
            ["MaxRuns"] = runs,
            ["Cpus"] = runs,
            ["ScanSeconds"] = 1,
            ["DiskFloorGib"] = 0,
            ["DiskGib"] = 10,
        };
        File.WriteAllText(path, JsonSerializer.Serialize(options));
        return path;
    }

    private static string WriteKeyFile(string folder, string actor)
    {
        var path = Path.Combine(folder, $"{actor}.key.json");
        if (!File.Exists(path))
        {
            using var keyPair = Ed25519KeyPair.FromSeed(LocalKeys.Seed(actor));
            KeyFile.Create(path, keyPair);
        }

        return path;
    }
}

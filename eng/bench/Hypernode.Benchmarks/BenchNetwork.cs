using System.Diagnostics;
using System.Text.Json;
using Hypernode.Solana.Rpc;

namespace Hypernode.Benchmarks;

/// <summary>A private local network on free ports, for send-and-confirm.</summary>
internal sealed class BenchNetwork : IDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private BenchNetwork(Process process, string folder, RpcEndpoint endpoint)
    {
        _process = process;
        _folder = folder;
        Endpoint = endpoint;
    }

    public RpcEndpoint Endpoint { get; }

    /// <summary>Length of a slot in milliseconds.</summary>
    public const int SlotMilliseconds = 100;

    public static async Task<BenchNetwork> StartAsync(string root, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("hypernode-bench-").FullName;
        var process = NodeScript.Start(root, "eng/localnet/network.mjs", "--state", folder, "--port-base", "0", "--slot-ms", $"{SlotMilliseconds}");
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("ready:", StringComparison.Ordinal))
            {
                using var endpoints = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "endpoints.json"), cancellationToken));
                return new BenchNetwork(process, folder, new RpcEndpoint(
                    "local",
                    new Uri(endpoints.RootElement.GetProperty("rpc").GetString()!),
                    new Uri(endpoints.RootElement.GetProperty("webSocket").GetString()!)));
            }
        }

        throw new InvalidOperationException("The local network did not start: see its message above.");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

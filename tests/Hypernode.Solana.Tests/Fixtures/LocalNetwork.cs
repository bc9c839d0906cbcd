using System.Diagnostics;
using System.Text.Json;
using Hypernode.Solana.Rpc;

namespace Hypernode.Solana.Tests.Fixtures;

/// <summary>A private local network: the real SVM behind its front, on free ports, gone after the tests.</summary>
internal sealed class LocalNetwork : IDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private LocalNetwork(Process process, string folder, Uri rpc, Uri webSocket)
    {
        _process = process;
        _folder = folder;
        Endpoint = new RpcEndpoint("local", rpc, webSocket);
    }

    public RpcEndpoint Endpoint { get; }

    public static async Task<LocalNetwork> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("hypernode-solana-").FullName;
        var process = NodeProcess.Start("eng/localnet/network.mjs", "--state", folder, "--port-base", "0", "--slot-ms", "50");
        var errors = process.StandardError.ReadToEndAsync();
        for (string? line; (line = await process.StandardOutput.ReadLineAsync()) is not null;)
        {
            if (line.StartsWith("ready:", StringComparison.Ordinal))
            {
                // The pipe must not fill up while the network runs.
                _ = process.StandardOutput.ReadToEndAsync();
                using var endpoints = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "endpoints.json")));
                return new LocalNetwork(
                    process,
                    folder,
                    new Uri(endpoints.RootElement.GetProperty("rpc").GetString()!),
                    new Uri(endpoints.RootElement.GetProperty("webSocket").GetString()!));
            }
        }

        throw new InvalidOperationException($"The local network did not start: {await errors}");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

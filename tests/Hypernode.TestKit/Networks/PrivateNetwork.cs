using System.Diagnostics;
using System.Globalization;
using Hypernode.Localnet.Chain;
using Hypernode.Protocol.Networks;

namespace Hypernode.TestKit.Networks;

/// <summary>A local network of a fixture's own: its process, free ports, short slots, and a folder that goes away with it.</summary>
/// <remarks>A network that cannot start fails the fixture; nothing is skipped.</remarks>
public sealed class PrivateNetwork : IAsyncDisposable
{
    private static readonly TimeSpan ReadyTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;

    private PrivateNetwork(Process process, string folder, NetworkEndpoints endpoints)
    {
        _process = process;
        Folder = folder;
        Endpoints = endpoints;
        Control = NetworkControl.Read(System.IO.Path.Combine(folder, "control.json"));
    }

    /// <summary>The network's state folder; also the place for a fixture's own files.</summary>
    public string Folder { get; }

    /// <summary>Path of <c>endpoints.json</c>.</summary>
    public string EndpointsPath => Endpoints.Path;

    /// <summary>Where its servers are.</summary>
    public NetworkEndpoints Endpoints { get; }

    /// <summary>Faults and time travel.</summary>
    public NetworkControl Control { get; }

    /// <summary>Starts a network with the committed program artifacts.</summary>
    /// <param name="slotTime">Time of one slot; the Clock runs with real time.</param>
    public static async Task<PrivateNetwork> StartAsync(TimeSpan slotTime, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("hypernode-network-").FullName;
        var log = new ProcessLog();
        var process = Launch(folder, slotTime, log);
        try
        {
            var endpoints = await WaitUntilReadyAsync(process, System.IO.Path.Combine(folder, "endpoints.json"), log, cancellationToken);
            return new PrivateNetwork(process, folder, endpoints);
        }
        catch
        {
            await StopAsync(process);
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Control.Dispose();
        await StopAsync(_process);
        Directory.Delete(Folder, recursive: true);
    }

    private static Process Launch(string folder, TimeSpan slotTime, ProcessLog log)
    {
        var start = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])
                 [
                     System.IO.Path.Combine(RepositoryFolder.Path, "eng/localnet/network.mjs"),
                     "--state", folder,
                     "--port-base", "0",
                     "--slot-ms", slotTime.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
                 ])
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        log.Follow(process);
        return process;
    }

    private static async Task<NetworkEndpoints> WaitUntilReadyAsync(
        Process process, string path, ProcessLog log, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!File.Exists(path))
        {
            if (process.HasExited || TimeProvider.System.GetElapsedTime(started) > ReadyTime)
            {
                throw new InvalidOperationException($"The local network is not ready:{Environment.NewLine}{log}");
            }

            await Task.Delay(LookPeriod, TimeProvider.System, cancellationToken);
        }

        return NetworkEndpoints.Read(path);
    }

    private static async Task StopAsync(Process process)
    {
        using (process)
        {
            if (process.HasExited)
            {
                return;
            }

            ProcessSignals.Terminate(process.Id);
            using var patience = new CancellationTokenSource(StopTime);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }
}

using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Demo;
using Hypernode.Localnet.Seeding;
using Hypernode.TestKit;
using Hypernode.TestKit.Networks;
using NUnit.Framework.Interfaces;

namespace Hypernode.EndToEnd.Tests;

/// <summary>A private network in its seed state, with the rest a story needs.</summary>
internal sealed class SeededNetwork : IAsyncDisposable
{
    private static readonly TimeSpan SlotTime = TimeSpan.FromMilliseconds(100);

    /// <summary>Lines of a worker's log that are shown.</summary>
    private const int LogLines = 40;

    private readonly PrivateNetwork _network;

    private SeededNetwork(PrivateNetwork network, LocalChain chain)
    {
        _network = network;
        Chain = chain;
        Cli = new CommandLine(network.EndpointsPath);
    }

    public LocalChain Chain { get; }

    /// <summary>The command line, on this network.</summary>
    public CommandLine Cli { get; }

    public NetworkControl Control => _network.Control;

    public string EndpointsPath => _network.EndpointsPath;

    public static async Task<SeededNetwork> StartAsync()
    {
        var network = await PrivateNetwork.StartAsync(SlotTime, CancellationToken.None);
        try
        {
            var chain = await LocalChain.OpenAsync(network.EndpointsPath, Path.Combine(network.Folder, "journal.jsonl"), CancellationToken.None);
            await Seeder.SeedAsync(chain, _ => { }, CancellationToken.None);
            return new SeededNetwork(network, chain);
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    public DemoFolders Folders(string run) => new(_network.Folder, run);

    public Task BuildRootfsAsync(DemoFolders folders) => RootFileSystem.BuildAsync(RepositoryFolder.Path, folders.RootfsTar, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        try
        {
            ShowWorkersOfAFailure();
            Cli.Dispose();
            Chain.Dispose();
        }
        finally
        {
            // Its process must not outlive a failure of the rest.
            await _network.DisposeAsync();
        }
    }

    /// <summary>What the workers said, when the test failed: their logs go with the network.</summary>
    private void ShowWorkersOfAFailure()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status != TestStatus.Failed)
        {
            return;
        }

        foreach (var log in Directory.EnumerateFiles(_network.Folder, "worker.log", SearchOption.AllDirectories))
        {
            TestContext.Out.WriteLine($"the end of {log}");
            TestContext.Out.WriteLine(string.Join('\n', File.ReadLines(log).TakeLast(LogLines)));
        }
    }
}

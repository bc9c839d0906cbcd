using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Demo;
using Hypernode.Localnet.Seeding;
using Hypernode.TestKit;
using Hypernode.TestKit.Networks;

namespace Hypernode.EndToEnd.Tests;

/// <summary>A private network in its seed state, with the rest a story needs.</summary>
internal sealed class SeededNetwork : IAsyncDisposable
{
    private static readonly TimeSpan SlotTime = TimeSpan.FromMilliseconds(50);

    private readonly PrivateNetwork _network;

    private SeededNetwork(PrivateNetwork network, LocalChain chain)
    {
        _network = network;
        Chain = chain;
    }

    public LocalChain Chain { get; }

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
        Chain.Dispose();
        await _network.DisposeAsync();
    }
}

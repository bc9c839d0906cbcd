using System.Security.Cryptography;
using Hypernode.Client.Markets;
using Hypernode.Content.Stores;
using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Demo;
using Hypernode.Localnet.Keys;
using Hypernode.Localnet.Seeding;
using Hypernode.TestKit;

namespace Hypernode.EndToEnd.Tests;

/// <summary>The worker is killed as soon as its journal shows a phase, and started again: one submission, whatever the phase.</summary>
public sealed class CrashTests
{
    private const string Node = "node-2";
    private const int MaxSeconds = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private SeededNetwork _network = null!;
    private ExecutorKind _executor;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _network = await SeededNetwork.StartAsync();
        _executor = await Executors.RequireAsync();
        await _network.BuildRootfsAsync(_network.Folders("crash"));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [TestCase("selected")]
    [TestCase("accepting")]
    [TestCase("leased")]
    [TestCase("prepared")]
    [TestCase("created")]
    [TestCase("running")]
    [TestCase("exited")]
    [TestCase("packaged")]
    [TestCase("stored")]
    [TestCase("submitted")]
    public async Task Submits_once_when_killed_at(string phase)
    {
        var folders = _network.Folders(phase);
        NumbersInput.Write(folders.Input, phase);
        var package = await JobPackage.StoreAsync(
            new ContentStore(folders.Content, TimeProvider.System), folders.RootfsTar, folders.Input, MaxSeconds, CancellationToken.None);
        using var requester = LocalKeys.Signer(SeedActors.Requester);
        var key = new JobKey(requester.Address, RandomNumberGenerator.GetBytes(16));
        var market = SeedPlan.Markets[0];
        var order = new JobOrder(
            MarketsAddresses.FindMarketAddress(LocalKeys.Id(market.Name)).Address, market.Requirements, OpenJobs.PricePerSecond, [SeededNode.AddressOf(Node)]);

        await using (var killed = WorkerProcess.Start(RepositoryFolder.Path, folders, _network.EndpointsPath, Node, _executor))
        {
            await JobActions.PostAsync(_network.Chain, requester, key, package, order, CancellationToken.None);
            await RunJournals.WaitAsync(folders, key.Address, phase);
            ProcessSignals.Crash(killed.Process.Id);
            await killed.Process.WaitForExitAsync();
        }

        await using (WorkerProcess.Start(RepositoryFolder.Path, folders, _network.EndpointsPath, Node, _executor))
        {
            var submitted = await JobAccounts.WaitAsync(_network.Chain, key.Address, JobState.Submitted, Patience, CancellationToken.None);
            var result = await ResultDownload.FetchAsync(submitted, key, folders.Content, folders.Download, CancellationToken.None);
            await JobActions.SettleAsync(_network.Chain, requester, key, submitted, CancellationToken.None);
            var life = await JobLife.ReadAsync(_network.Chain, key.Address, CancellationToken.None);
            Assert.Multiple(() =>
            {
                Assert.That(life.Count(step => step.Step.Contains("submit_job", StringComparison.Ordinal)), Is.EqualTo(1));
                Assert.That(life.Count(step => step.Step.Contains("settle_job", StringComparison.Ordinal)), Is.EqualTo(1));
                Assert.That(File.ReadAllBytes(Path.Combine(result.Folder, NumbersInput.OutputName)), Is.EqualTo(NumbersInput.ExpectedOutput(phase)));
            });
        }
    }
}

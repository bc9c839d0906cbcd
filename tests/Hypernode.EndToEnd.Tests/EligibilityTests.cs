using System.Numerics;
using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Localnet.Demo;
using Hypernode.Localnet.Seeding;
using Hypernode.Solana.Sending;

namespace Hypernode.EndToEnd.Tests;

/// <summary>Nodes that may not take a job: each refused with its own code, nothing moved.</summary>
public sealed class EligibilityTests
{
    private const string Trusted = "node-2";
    private static readonly TimeSpan PastOffline = TimeSpan.FromSeconds(905);

    private SeededNetwork _network = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _network = await SeededNetwork.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task Rejects_a_node_whose_tier_may_not_act_yet() =>
        await AssertRefusedAsync(_network, await OpenJobs.PostAsync(_network.Chain), Trusted, (uint)MarketsError.TierNotYet);

    [Test]
    public async Task Rejects_a_node_with_less_memory_than_asked() =>
        await AssertRefusedAsync(
            _network, await OpenJobs.PostAsync(_network.Chain, needs => needs with { RamMib = 1 << 20 }, Trusted), Trusted, (uint)MarketsError.HardwareTooSmall);

    [Test]
    public async Task Rejects_a_node_that_pledged_too_little() =>
        await AssertRefusedAsync(
            _network, await OpenJobs.PostAsync(_network.Chain, needs => needs with { StakeTier = 2 }, "node-1"), "node-1", (uint)MarketsError.StakeTooLow);

    [Test]
    public async Task Rejects_a_second_run_beyond_the_capacity_of_its_tier()
    {
        var first = await OpenJobs.PostAsync(_network.Chain, null, "node-1");
        var second = await OpenJobs.PostAsync(_network.Chain, null, "node-1");
        await OpenJobs.AcceptAsync(_network.Chain, first, "node-1");
        await AssertRefusedAsync(_network, second, "node-1", (uint)RegistryError.NodeFull);
    }

    [Test]
    public async Task Rejects_a_node_whose_heartbeat_is_stale()
    {
        await using var network = await SeededNetwork.StartAsync();
        await network.Control.TravelAsync(PastOffline, CancellationToken.None);
        await AssertRefusedAsync(network, await OpenJobs.PostAsync(network.Chain, null, Trusted), Trusted, (uint)RegistryError.HeartbeatStale);
    }

    private static async Task AssertRefusedAsync(SeededNetwork network, JobKey job, string node, uint code)
    {
        var refused = await Assert.ThrowsAsync<TransactionFailedException>(() => OpenJobs.AcceptAsync(network.Chain, job, node));
        Assert.That(refused!.Code, Is.EqualTo(code), refused.Message);
        var account = await JobAccounts.ReadAsync(network.Chain, job.Address, CancellationToken.None);
        var escrow = new WatchedBalance("escrow", BalanceUnit.Hyper, job.Escrow);
        var sheet = await BalanceSheet.ReadAsync(network.Chain, [escrow], CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(account!.State, Is.EqualTo(JobState.Open));
            Assert.That(sheet[escrow], Is.EqualTo((BigInteger)OpenJobs.PricePerSecond * OpenJobs.MaxSeconds));
        });
    }
}

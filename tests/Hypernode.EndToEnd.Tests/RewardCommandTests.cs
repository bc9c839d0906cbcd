using Hypernode.Localnet.Keys;
using Hypernode.Localnet.Seeding;

namespace Hypernode.EndToEnd.Tests;

/// <summary>What stakers and nodes earned reaches them, through the command line.</summary>
public sealed class RewardCommandTests
{
    private const int NotFound = 6;
    private const string Staker = "staker-50000";
    private const string Node = "node-2";
    private const ulong Hyper = SeedPlan.Hyper;
    private const ulong NodesPart = Hyper / 20 * 4 / 5;
    private static readonly TimeSpan Stream = TimeSpan.FromDays(31);
    private static readonly TimeSpan Epoch = TimeSpan.FromDays(8);

    private SeededNetwork _network = null!;

    private CommandLine Cli => _network.Cli;

    [SetUp]
    public async Task StartAsync() => _network = await SeededNetwork.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task Stakers_claim_and_compound_to_the_last_unit()
    {
        var position = (await Cli.DoAsync(Staker, "stake", "list")).GetProperty("positions")[0].Text("position");
        await Cli.DoAsync(SeedActors.Faucet, "stake", "donate", "1000");
        await _network.Control.TravelAsync(Stream, CancellationToken.None);
        var due = await PendingAsync();
        var funds = await BalanceAsync(Staker);
        var claimed = await Cli.DoAsync(Staker, "stake", "claim", position);
        var paid = await BalanceAsync(Staker) - funds;

        await Cli.DoAsync(SeedActors.Faucet, "stake", "donate", "1000");
        await _network.Control.TravelAsync(Stream, CancellationToken.None);
        var dueAgain = await PendingAsync();
        var compounded = await Cli.DoAsync(Staker, "stake", "compound", position);
        Assert.Multiple(() =>
        {
            Assert.That(due, Is.InRange(200 * Hyper, 1_000 * Hyper), "its part of 1,000 HYPER");
            Assert.That(claimed.Units("claimed"), Is.EqualTo(due));
            Assert.That(paid, Is.EqualTo(due));
            Assert.That(dueAgain, Is.Positive);
            Assert.That(compounded.Units("compounded"), Is.EqualTo(dueAgain));
            Assert.That(compounded.Units("amount"), Is.EqualTo((50_000 * Hyper) + dueAgain));
        });
    }

    [Test]
    public async Task Node_claims_its_part_of_an_epoch_once_all_fees_of_it_are_swept()
    {
        var (node, payout) = (SeededNode.AddressOf(Node).ToString(), SeedActors.NodePayout(Node));
        // A second for 1 HYPER: its fee counts.
        var job = await OpenJobs.PostAsync(_network.Chain, SeedActors.Requester, OpenJobs.Order(Node) with { PricePerSecond = Hyper });
        await OpenJobs.AcceptAsync(_network.Chain, job, Node);
        await OpenJobs.StartAsync(_network.Chain, job, Node);
        await OpenJobs.SubmitAsync(_network.Chain, job, Node);
        await Cli.DoAsync(SeedActors.Requester, "job", "accept", job.Address.ToString());

        var open = await Cli.DoAsync(SeedActors.Faucet, "stake", "sweep");
        var early = await Cli.RunAsync(SeedActors.Faucet, "node", "claim", "--node", node, "--yes");
        await _network.Control.TravelAsync(Epoch, CancellationToken.None);
        await Cli.DoAsync(SeedActors.Faucet, "stake", "sweep");
        var due = (await Cli.DoAsync(SeedActors.Faucet, "node", "earnings", "--node", node)).GetProperty("incentive")[0];
        var before = await BalanceAsync(payout);
        var claimed = await Cli.DoAsync(SeedActors.Faucet, "node", "claim", "--node", node);
        var after = await BalanceAsync(payout);
        var twice = await Cli.RunAsync(SeedActors.Faucet, "node", "claim", "--node", node, "--yes");
        Assert.Multiple(() =>
        {
            Assert.That(open.Units("nodes"), Is.EqualTo(NodesPart), "5 % of 1 HYPER without the fifth of the stakers");
            Assert.That(early.ExitCode, Is.EqualTo(NotFound), early.Error);
            Assert.That(claimed.Units("claimed"), Is.EqualTo(NodesPart), "nobody else has points in that epoch");
            Assert.That(due.Units("amount"), Is.EqualTo(NodesPart));
            Assert.That(after - before, Is.EqualTo(NodesPart));
            Assert.That(twice.ExitCode, Is.EqualTo(NotFound), twice.Error);
        });
    }

    private async Task<ulong> PendingAsync() => (await Cli.DoAsync(Staker, "stake", "rewards")).GetProperty("rewards")[0].Units("pending");

    private async Task<ulong> BalanceAsync(string actor) =>
        (await Cli.DoAsync(actor, "wallet", "balance", LocalKeys.Address(actor).ToString())).Units("hyper");
}

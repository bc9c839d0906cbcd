using System.Numerics;
using Hypernode.Client.Markets;
using Hypernode.Localnet.Demo;
using Hypernode.Localnet.Keys;
using Hypernode.Localnet.Seeding;
using Hypernode.Solana.Tokens;

namespace Hypernode.EndToEnd.Tests;

/// <summary>What a requester does with a job besides waiting for it, through the command line.</summary>
public sealed class JobCommandTests
{
    private const int Refused = 5;
    private const string Node = "node-2";
    private static readonly TimeSpan PastVerdict = TimeSpan.FromSeconds(3_605);
    private static readonly TimeSpan PastSubmit = TimeSpan.FromSeconds(400);
    private static readonly TimeSpan PastClose = TimeSpan.FromSeconds(86_405);
    private const ulong DrawSlots = 12;

    private SeededNetwork _network = null!;
    private WatchedBalance _funder = null!;

    private CommandLine Cli => _network.Cli;

    [SetUp]
    public async Task StartAsync()
    {
        _network = await SeededNetwork.StartAsync();
        _funder = new WatchedBalance("funder", BalanceUnit.Hyper, AssociatedToken.Find(LocalKeys.Address(SeedActors.Requester), _network.Chain.Endpoints.Mint));
    }

    [TearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task Extends_and_cancels_an_open_job()
    {
        var before = await FundsAsync();
        var job = await OpenJobs.PostAsync(_network.Chain);
        var extended = await Cli.DoAsync(SeedActors.Requester, "job", "extend", job.Address.ToString(), "30");
        var stopped = await Cli.RefusedAsync(Refused, SeedActors.Requester, "job", "stop", job.Address.ToString(), "--yes");
        var early = await Cli.RefusedAsync(Refused, SeedActors.Faucet, "job", "crank", job.Address.ToString(), "--yes");
        var cancelled = await Cli.DoAsync(SeedActors.Requester, "job", "cancel", job.Address.ToString());
        Assert.Multiple(async () =>
        {
            Assert.That(extended.GetProperty("maxRunSeconds").GetInt64(), Is.EqualTo(OpenJobs.MaxSeconds + 30));
            Assert.That(extended.Units("cap"), Is.EqualTo(OpenJobs.PricePerSecond * (OpenJobs.MaxSeconds + 30)));
            Assert.That(stopped, Does.Contain("Open, not Running"));
            Assert.That(early, Does.Contain("Expire is due"));
            Assert.That(cancelled.Units("refunded"), Is.EqualTo(extended.Units("cap")));
            Assert.That(await FundsAsync(), Is.EqualTo(before));
        });
    }

    [Test]
    public async Task Stops_a_run_and_has_it_refunded_when_its_node_never_submits()
    {
        var before = await FundsAsync();
        var job = await OpenJobs.PostAsync(_network.Chain, null, Node);
        await OpenJobs.AcceptAsync(_network.Chain, job, Node);
        await OpenJobs.StartAsync(_network.Chain, job, Node);
        var stopped = await Cli.DoAsync(SeedActors.Requester, "job", "stop", job.Address.ToString());
        await _network.Control.TravelAsync(PastSubmit, CancellationToken.None);
        var cranked = await Cli.DoAsync(SeedActors.Faucet, "job", "crank", job.Address.ToString());
        await _network.Control.TravelAsync(PastClose, CancellationToken.None);
        var closed = await Cli.DoAsync(SeedActors.Faucet, "job", "crank", job.Address.ToString());
        Assert.Multiple(async () =>
        {
            Assert.That(stopped.GetProperty("stoppedAt").GetInt64(), Is.Positive);
            Assert.That(cranked.Text("step"), Is.EqualTo("ExpireRun"));
            Assert.That(closed.Text("step"), Is.EqualTo("Close"));
            Assert.That(await FundsAsync(), Is.EqualTo(before));
        });
    }

    [Test]
    public async Task Challenge_that_nobody_judges_returns_its_bond_and_lets_the_result_stand()
    {
        var before = await FundsAsync();
        var job = await OpenJobs.PostAsync(_network.Chain, null, Node);
        var address = job.Address.ToString();
        await OpenJobs.AcceptAsync(_network.Chain, job, Node);
        await OpenJobs.StartAsync(_network.Chain, job, Node);
        await OpenJobs.SubmitAsync(_network.Chain, job, Node);
        var challenged = await Cli.DoAsync(SeedActors.Requester, "job", "challenge", address, "--evidence", _network.EndpointsPath);
        var steps = new List<string>();
        for (var round = 0; round < 2; round++)
        {
            await _network.Control.TravelSlotsAsync(DrawSlots, CancellationToken.None);
            steps.Add(await CrankAsync(address));
            await _network.Control.TravelAsync(PastVerdict, CancellationToken.None);
            steps.Add(await CrankAsync(address));
        }

        steps.Add(await CrankAsync(address));
        var ended = await JobAccounts.ReadAsync(_network.Chain, job.Address, CancellationToken.None);
        var funds = await FundsAsync();
        await _network.Control.TravelAsync(PastClose, CancellationToken.None);
        steps.Add(await CrankAsync(address));
        Assert.Multiple(() =>
        {
            Assert.That(challenged.Units("bond"), Is.EqualTo(50 * SeedPlan.Hyper));
            Assert.That(steps, Is.EqualTo(new[] { "DrawPanel", "ResolveChallenge", "DrawPanel", "ResolveChallenge", "Settle", "Close" }));
            Assert.That(ended!.State, Is.EqualTo(JobState.Settled));
            Assert.That(before - funds, Is.EqualTo((BigInteger)ended.Price));
        });
    }

    [Test]
    public async Task Shows_and_decodes_a_transaction_by_the_programs_names()
    {
        var job = await OpenJobs.PostAsync(_network.Chain);
        var cancelled = await Cli.DoAsync(SeedActors.Requester, "job", "cancel", job.Address.ToString());
        var shown = await Cli.DoAsync(SeedActors.Requester, "tx", "show", cancelled.Text("signature"));
        var call = shown.GetProperty("instructions").EnumerateArray().Single(i => string.Equals(i.Text("program"), "markets", StringComparison.Ordinal));
        var reported = shown.GetProperty("events").EnumerateArray().Single();
        Assert.Multiple(() =>
        {
            Assert.That(shown.GetProperty("succeeded").GetBoolean(), Is.True);
            Assert.That(call.Text("instruction"), Is.EqualTo("cancel_job"));
            Assert.That(call.GetProperty("accounts").EnumerateArray().Select(account => account.Text("name")), Does.Contain("funder_token"));
            Assert.That(reported.Text("event"), Is.EqualTo("JobCancelled"));
            Assert.That(shown.GetProperty("hyper").EnumerateArray().Select(move => move.Text("account")), Does.Contain(_funder.Account.ToString()));
        });
    }

    private async Task<string> CrankAsync(string job) => (await Cli.DoAsync(SeedActors.Faucet, "job", "crank", job)).Text("step");

    private async Task<BigInteger> FundsAsync() => (await BalanceSheet.ReadAsync(_network.Chain, [_funder], CancellationToken.None))[_funder];
}

using System.Globalization;
using Hypernode.Localnet.Keys;
using Hypernode.Localnet.Seeding;

namespace Hypernode.EndToEnd.Tests;

/// <summary>A stake from its opening to its closing, and a validator, through the command line.</summary>
public sealed class StakeCommandTests
{
    private const int Refused = 5;
    private const int NotFound = 6;
    private const int Declined = 8;
    private const int Funds = 9;
    private const ulong Hyper = SeedPlan.Hyper;
    private static readonly TimeSpan Lock = TimeSpan.FromDays(31);
    private static readonly TimeSpan Unbonding = TimeSpan.FromDays(8);

    private SeededNetwork _network = null!;

    private CommandLine Cli => _network.Cli;

    [SetUp]
    public async Task StartAsync() => _network = await SeededNetwork.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task Takes_a_stake_from_open_to_close_with_every_unit_back()
    {
        var before = await BalanceAsync();
        var opened = await Cli.RunAsync(SeedActors.Requester, "stake", "open", "200", "--lock-days", "14", "--yes", "--json");
        Assert.That(opened.ExitCode, Is.Zero, opened.Error);
        var position = opened.Json.Text("position");
        Assert.Multiple(() =>
        {
            Assert.That(opened.Json.Text("schema"), Is.EqualTo("hypernode.stake.opened.v1"));
            Assert.That(opened.Error, Does.Contain("creates   staking Position").And.Contain("200 HYPER (200000000 base units)").And.Contain("lock_days"));
            Assert.That(opened.Error, Does.Match(@"balance\s+\S+ HYPER -> \S+ HYPER"));
        });

        var added = await Cli.DoAsync(SeedActors.Requester, "stake", "add", position, "50");
        var extended = await Cli.DoAsync(SeedActors.Requester, "stake", "extend", position, "--lock-days", "30");
        var locked = await Cli.RefusedAsync(Refused, SeedActors.Requester, "stake", "unstake", position, "50", "--yes", "--json");
        var rewards = await Cli.DoAsync(SeedActors.Requester, "stake", "rewards");
        await _network.Control.TravelAsync(Lock, CancellationToken.None);
        var refreshed = await Cli.DoAsync(SeedActors.Faucet, "stake", "refresh", position);
        var unstaked = await Cli.DoAsync(SeedActors.Requester, "stake", "unstake", position, "250");
        var early = await Cli.RefusedAsync(Refused, SeedActors.Requester, "stake", "withdraw", position, "--yes");
        await _network.Control.TravelAsync(Unbonding, CancellationToken.None);
        var withdrawn = await Cli.DoAsync(SeedActors.Requester, "stake", "withdraw", position);
        await Cli.DoAsync(SeedActors.Requester, "stake", "close", position);
        await Cli.RefusedAsync(NotFound, SeedActors.Requester, "stake", "claim", position, "--yes");
        var after = await BalanceAsync();

        Assert.Multiple(() =>
        {
            Assert.That(added.Units("amount"), Is.EqualTo(250 * Hyper));
            Assert.That(added.Units("weight"), Is.EqualTo(250 * Hyper));
            Assert.That(extended.Units("weight"), Is.EqualTo(375 * Hyper));
            Assert.That(locked, Does.Contain("StillLocked"));
            Assert.That(rewards.GetProperty("rewards")[0].Units("pending"), Is.Zero);
            Assert.That(refreshed.Units("weight"), Is.EqualTo(250 * Hyper));
            Assert.That(unstaked.Units("unbondingAmount"), Is.EqualTo(250 * Hyper));
            Assert.That(early, Does.Contain("StillUnbonding"));
            Assert.That(withdrawn.Units("withdrawn"), Is.EqualTo(250 * Hyper));
            Assert.That(after, Is.EqualTo(before));
        });
    }

    [Test]
    public async Task Declines_what_must_be_typed_and_what_nobody_confirms()
    {
        var before = await BalanceAsync();
        var typed = await Cli.RefusedAsync(Declined, SeedActors.Faucet, "stake", "open", "10000.000001", "--yes", "--json");
        var unconfirmed = await Cli.RefusedAsync(Declined, SeedActors.Requester, "stake", "open", "100", "--json");
        var poor = await Cli.RefusedAsync(Funds, SeedActors.Requester, "stake", "open", "10001", "--yes", "--json");
        Assert.Multiple(async () =>
        {
            Assert.That(typed, Does.Contain("run it at a terminal"));
            Assert.That(unconfirmed, Does.Contain("--yes"));
            Assert.That(poor, Does.Contain("holds"));
            Assert.That(await BalanceAsync(), Is.EqualTo(before));
        });
    }

    [Test]
    public async Task Registers_and_retires_a_validator()
    {
        const string owner = "staker-50000";
        var position = (await Cli.DoAsync(owner, "stake", "list")).GetProperty("positions")[0].Text("position");
        var registered = await Cli.DoAsync(owner, "stake", "validator", "register", position);
        var listed = (await Cli.DoAsync(owner, "stake", "validator", "list")).GetProperty("validators")[0];
        var retired = await Cli.DoAsync(owner, "stake", "validator", "retire");
        var busy = await Cli.RefusedAsync(Refused, owner, "stake", "validator", "close", "--yes");
        await _network.Control.TravelAsync(Unbonding, CancellationToken.None);
        var cleared = await Cli.DoAsync(SeedActors.Faucet, "stake", "clear", position);
        await Cli.DoAsync(owner, "stake", "validator", "close");
        var none = (await Cli.DoAsync(owner, "stake", "validator", "list")).GetProperty("validators").GetArrayLength();
        Assert.Multiple(() =>
        {
            Assert.That(listed.Text("validator"), Is.EqualTo(registered.Text("validator")));
            Assert.That(listed.Units("pledged"), Is.EqualTo(50_000 * Hyper));
            Assert.That(listed.Text("owner"), Is.EqualTo(LocalKeys.Address(owner).ToString()));
            Assert.That(retired.GetProperty("releaseAt").GetInt64(), Is.Positive);
            Assert.That(busy, Is.Not.Empty);
            Assert.That(cleared.Text("pledge"), Is.EqualTo("Free"));
            Assert.That(none, Is.Zero);
        });
    }

    [Test]
    public async Task Pledges_with_the_consent_of_another_key_and_releases()
    {
        var node = SeededNode.AddressOf("node-1").ToString();
        var position = (await Cli.DoAsync(SeedActors.Requester, "stake", "open", "900", "--lock-days", "31")).Text("position");
        var alone = await Cli.RefusedAsync(Refused, SeedActors.Requester, "stake", "pledge", position, node, "--yes");
        var pledged = await Cli.DoAsync(
            SeedActors.Requester, "stake", "pledge", position, node, "--authority", Cli.Wallet(SeedActors.NodeAuthority("node-1")));
        var released = await Cli.DoAsync(SeedActors.Requester, "stake", "release", position);
        var again = await Cli.RefusedAsync(Refused, SeedActors.Requester, "stake", "release", position, "--yes");
        Assert.Multiple(() =>
        {
            Assert.That(alone, Does.Contain("NotSubjectAuthority"));
            Assert.That(pledged.Text("subject"), Is.EqualTo(node));
            Assert.That(released.Text("pledge"), Is.EqualTo("Releasing"));
            Assert.That(again, Does.Contain("NotPledged"));
        });
    }

    private async Task<ulong> BalanceAsync() =>
        ulong.Parse((await Cli.DoAsync(SeedActors.Requester, "wallet", "balance")).Text("hyper"), CultureInfo.InvariantCulture);
}

using System.Text.Json;
using Hypernode.Client.Governance;
using Hypernode.Client.Primitives;
using Hypernode.Localnet.Keys;
using Hypernode.Localnet.Seeding;
using Hypernode.Protocol.Governance;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Tokens;

namespace Hypernode.EndToEnd.Tests;

/// <summary>The stakers decide, through the command line: they take a program over, change it, spend, fail and are stopped.</summary>
public sealed class GovernanceStoryTests
{
    private const int Refused = 5;
    private const int VerificationFailed = 10;
    private const string Whale = SeedActors.Faucet;
    private const string Node = "node-2";
    private const ulong Hyper = SeedPlan.Hyper;
    private const int CallsOfAProposal = 4;
    private static readonly TimeSpan PastVote = TimeSpan.FromSeconds((3 * 86_400) + 5);
    private static readonly TimeSpan PastTimelock = TimeSpan.FromSeconds(86_400 + 5);
    private static readonly TimeSpan PastUpgradeTimelock = TimeSpan.FromSeconds((8 * 86_400) + 5);

    private SeededNetwork _network = null!;

    private CommandLine Cli => _network.Cli;

    [SetUp]
    public async Task StartAsync()
    {
        _network = await SeededNetwork.StartAsync();
        // 260,000 HYPER for a year weigh 1,040,000 xHYPER: above the threshold of a proposal. So much is typed.
        var staked = await Cli.TypeAsync(Whale, "260000", "stake", "open", "260000", "--lock-days", "365", "--json");
        Assert.That(staked.ExitCode, Is.Zero, staked.Output);
    }

    [TearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task Changes_the_split_of_settlements_and_the_next_one_pays_by_it()
    {
        await HandOverAsync("markets");
        var proposed = await Cli.RunAsync(
            Whale, "gov", "propose", "parameter", "--title", "Less for the treasury", "--set", "markets.treasury_bps=900", "--yes", "--json");
        Assert.That(proposed.ExitCode, Is.Zero, proposed.Error);
        var id = proposed.Json.GetProperty("id").GetUInt64().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var open = await Cli.DoAsync(Whale, "gov", "show", id);
        await EnactAsync(id);
        var parts = await SettleJobAsync();
        Assert.Multiple(() =>
        {
            Assert.That(proposed.Error, Does.Match(@"treasury_bps\s+10 % -> 9 %"));
            var change = open.GetProperty("calls")[0].GetProperty("changes").EnumerateArray().Single();
            Assert.That((change.Text("field"), change.Text("before"), change.Text("after")), Is.EqualTo(("treasury_bps", "10 %", "9 %")));
            Assert.That(open.Text("clock"), Does.Contain("votes until"));
            // 1,000 base units: 90 for the treasury and the 50 of the missing orchestrator, 50 for the incentive.
            Assert.That(parts["price"], Is.EqualTo($"{new HyperAmount(1_000)} HYPER"));
            Assert.That(parts["treasury"], Is.EqualTo($"{new HyperAmount(140)} HYPER"));
            Assert.That(parts["operator"], Is.EqualTo($"{new HyperAmount(810)} HYPER"));
        });
    }

    [Test]
    public async Task Pays_from_the_treasury_within_its_cap_and_not_above()
    {
        await FillTreasuryAsync(100_000 * Hyper);
        var recipient = LocalKeys.Address(SeedActors.Requester).ToString();
        var before = (await Cli.DoAsync(SeedActors.Requester, "wallet", "balance")).Units("hyper");
        var first = await ProposeAsync("spend", "10000", "--to", recipient, "--title", "Within the cap");
        var second = await ProposeAsync("spend", "10000.000001", "--to", recipient, "--title", "Above the cap");
        await VoteAsync(first);
        await VoteAsync(second);
        await _network.Control.TravelAsync(PastVote, CancellationToken.None);
        await QueueAsync(second);
        await QueueAsync(first);
        await _network.Control.TravelAsync(PastTimelock, CancellationToken.None);
        var above = await Cli.RefusedAsync(Refused, Whale, "gov", "execute", second, "--yes");
        await Cli.DoAsync(Whale, "gov", "execute", first);
        var after = (await Cli.DoAsync(SeedActors.Requester, "wallet", "balance")).Units("hyper");
        Assert.Multiple(() =>
        {
            Assert.That(above, Does.Contain("SpendCapReached"));
            Assert.That(after - before, Is.EqualTo(10_000 * Hyper));
        });
    }

    [Test]
    public async Task Defeats_a_proposal_below_the_quorum_and_keeps_its_bond()
    {
        var id = await ProposeAsync("text", "--title", "Nobody comes");
        var early = await Cli.RefusedAsync(Refused, Whale, "gov", "finalize", id, "--yes");
        var voted = await Cli.DoAsync("staker-50000", "gov", "vote", id, "for");
        var before = await TreasuryAsync();
        await _network.Control.TravelAsync(PastVote, CancellationToken.None);
        var counted = await Cli.DoAsync("staker-50000", "gov", "finalize", id);
        await Cli.DoAsync("staker-50000", "gov", "close", id);
        await Cli.DoAsync(Whale, "gov", "close", id);
        var left = (await Cli.DoAsync(Whale, "gov", "list")).GetProperty("proposals").GetArrayLength();
        Assert.Multiple(async () =>
        {
            Assert.That(early, Does.Contain("VotingOpen"));
            Assert.That(voted.Units("weight"), Is.EqualTo(75_000 * Hyper));
            Assert.That(counted.Text("status"), Is.EqualTo("Defeated"));
            Assert.That(counted.GetProperty("tally").GetProperty("hasQuorum").GetBoolean(), Is.False);
            Assert.That(await TreasuryAsync() - before, Is.EqualTo(10_000 * Hyper), "the bond");
            Assert.That(left, Is.EqualTo(1), "the seeded draft");
        });
    }

    [Test]
    public async Task Guardian_stops_a_proposal_in_its_timelock()
    {
        await FillTreasuryAsync(1_000 * Hyper);
        var id = await ProposeAsync("spend", "1", "--to", LocalKeys.Address(SeedActors.Requester).ToString(), "--title", "Stopped");
        await VoteAsync(id);
        await _network.Control.TravelAsync(PastVote, CancellationToken.None);
        await QueueAsync(id);
        await Cli.RefusedAsync(Refused, SeedActors.Requester, "gov", "veto", id, "--yes");
        var vetoed = await Cli.DoAsync(SeedActors.Guardian, "gov", "veto", id);
        await _network.Control.TravelAsync(PastTimelock, CancellationToken.None);
        var late = await Cli.RefusedAsync(Refused, Whale, "gov", "execute", id, "--yes");
        Assert.Multiple(() =>
        {
            Assert.That(vetoed.Text("status"), Is.EqualTo("Cancelled"));
            Assert.That(late, Does.Contain("ProposalNotQueued"));
        });
    }

    [Test]
    public async Task Draft_is_withdrawn_with_its_bond_and_what_nobody_queues_expires()
    {
        var draft = await ProposeAsync("text", "--title", "Not yet", "--draft");
        var before = (await Cli.DoAsync(Whale, "wallet", "balance")).Units("hyper");
        var cancelled = await Cli.DoAsync(Whale, "gov", "cancel", draft);
        var after = (await Cli.DoAsync(Whale, "wallet", "balance")).Units("hyper");
        var guardian = await ProposeAsync("guardian", "markets", LocalKeys.Address(SeedActors.Requester).ToString(), "--title", "Another guardian", "--draft");
        var activated = await Cli.DoAsync(Whale, "gov", "activate", guardian);
        await VoteAsync(guardian);
        await _network.Control.TravelAsync(PastVote, CancellationToken.None);
        await Cli.DoAsync(Whale, "gov", "finalize", guardian);
        var early = await Cli.RefusedAsync(Refused, Whale, "gov", "expire", guardian, "--yes");
        await _network.Control.TravelAsync(TimeSpan.FromDays(8), CancellationToken.None);
        var expired = await Cli.DoAsync(SeedActors.Requester, "gov", "expire", guardian);
        Assert.Multiple(() =>
        {
            Assert.That(cancelled.Text("status"), Is.EqualTo("Cancelled"));
            Assert.That(after - before, Is.EqualTo(10_000 * Hyper), "the bond");
            Assert.That(activated.Text("status"), Is.EqualTo("Active"));
            Assert.That(early, Does.Contain("NotExpired"));
            Assert.That(expired.Text("status"), Is.EqualTo("Expired"));
        });
    }

    [Test]
    public async Task Makes_a_call_from_a_file()
    {
        // set_veto(false) of governance: its Config, the executor, and what every event takes.
        var file = Path.Combine(Cli.Folder, "calls.json");
        await File.WriteAllTextAsync(file, $$"""
            [{ "program": "{{GovernanceProgram.Id}}", "data": "{{Convert.ToBase64String([24, 0])}}", "accounts": [
              { "address": "{{GovernanceAddresses.FindConfigAddress().Address}}", "writable": true }, { "executor": true },
              { "address": "{{GovernanceProgram.EventAuthority}}" }, { "address": "{{GovernanceProgram.Id}}" }] }]
            """);
        var id = await ProposeAsync("call", file, "--title", "No more vetoes");
        var call = (await Cli.DoAsync(Whale, "gov", "show", id)).GetProperty("calls")[0];
        await EnactAsync(id);
        var config = (await _network.Chain.Rpc.GetAccountAsync(GovernanceAddresses.FindConfigAddress().Address, CancellationToken.None)).Value!;
        Assert.Multiple(() =>
        {
            Assert.That((call.Text("program"), call.Text("instruction")), Is.EqualTo(("governance", "set_veto")));
            Assert.That(Config.DecodeAccount(config.Data.Span).Params.VetoEnabled, Is.False);
        });
    }

    [Test]
    public async Task Manifest_differs_before_the_hand_over_and_says_where()
    {
        var path = Path.Combine(TestKit.RepositoryFolder.Path, "programs/upgrade-authorities.json");
        var run = await Cli.RunAsync(Whale, "gov", "manifest", "--file", path, "--json");
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(VerificationFailed), run.Error);
            var markets = run.Json.GetProperty("programs").EnumerateArray().Single(program => string.Equals(program.Text("name"), "markets", StringComparison.Ordinal));
            Assert.That(markets.Text("upgradeAuthority"), Is.EqualTo(LocalKeys.Address(SeedActors.Deployer).ToString()));
            Assert.That(markets.GetProperty("agrees").GetBoolean(), Is.False);
        });
    }

    [Test]
    public async Task Takes_every_program_over_and_then_changes_code_by_vote_alone()
    {
        const string program = "markets";
        var markets = GovernedPrograms.Find(program)!.Id;
        var code = await File.ReadAllBytesAsync(Path.Combine(TestKit.RepositoryFolder.Path, "programs/artifacts/governance.so"));
        var buffer = await ProgramBuffers.WriteAsync(_network.Chain, code);
        var before = await CodeOfAsync(markets);
        var early = await ProposeUpgradeAsync();
        await HandOverAsync([.. GovernedPrograms.All.Select(governed => governed.Name)]);
        foreach (var governed in GovernedPrograms.All)
        {
            await ProgramBuffers.HandOverAsync(_network.Chain, UpgradeableLoader.ProgramDataOf(governed.Id), GovernanceRecipes.Executor);
        }

        var manifest = await Cli.DoAsync(Whale, "gov", "manifest", "--file", Path.Combine(TestKit.RepositoryFolder.Path, "programs/upgrade-authorities.json"));
        var foreign = await ProposeUpgradeAsync();
        await ProgramBuffers.HandOverAsync(_network.Chain, buffer, GovernanceRecipes.Executor);
        var otherCode = await ProposeUpgradeAsync("--code", _network.EndpointsPath);
        var proposed = await ProposeUpgradeAsync("--code", Path.Combine(TestKit.RepositoryFolder.Path, "programs/artifacts/governance.so"), "--json");
        Assert.That(proposed.ExitCode, Is.Zero, proposed.Error);
        var id = proposed.Json.GetProperty("id").GetUInt64().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var call = (await Cli.DoAsync(Whale, "gov", "show", id)).GetProperty("calls")[0];
        await EnactAsync(id, PastUpgradeTimelock);
        var after = await CodeOfAsync(markets);
        Assert.Multiple(() =>
        {
            Assert.That(manifest.GetProperty("equal").GetBoolean(), Is.True);
            Assert.That(early.ExitCode, Is.EqualTo(Refused), early.Error);
            Assert.That(early.Error, Does.Contain("upgrade authority"));
            Assert.That(foreign.ExitCode, Is.EqualTo(Refused), foreign.Error);
            Assert.That(foreign.Error, Does.Contain("the buffer's authority"));
            Assert.That(otherCode.ExitCode, Is.EqualTo(VerificationFailed), otherCode.Error);
            Assert.That((call.Text("program"), call.Text("instruction")), Is.EqualTo(("upgradeable loader", "upgrade")));
            var change = call.GetProperty("changes")[0];
            Assert.That(change.Text("before"), Does.Contain(before.Digest));
            Assert.That(change.Text("after"), Does.Contain(LoadedCode.DigestOf(code)));
            Assert.That(after.Digest, Is.EqualTo(LoadedCode.DigestOf(code)));
            Assert.That(after.Authority, Is.EqualTo(GovernanceRecipes.Executor));
        });

        Task<CommandLine.Run> ProposeUpgradeAsync(params string[] more) =>
            Cli.RunAsync(Whale, ["gov", "propose", "upgrade", program, "--buffer", buffer.ToString(), "--title", "Other code", "--yes", .. more]);
    }

    private async Task<LoadedCode> CodeOfAsync(Solana.Addresses.Address program) =>
        UpgradeableLoader.ReadProgramData((await _network.Chain.Rpc.GetAccountAsync(UpgradeableLoader.ProgramDataOf(program), CancellationToken.None)).Value!.Data)!;

    private async Task HandOverAsync(params string[] programs)
    {
        using (var deployer = LocalKeys.Signer(SeedActors.Deployer))
        {
            foreach (var program in programs)
            {
                var name = GovernedPrograms.Find(program)!.ProposeAuthority(deployer.Address, GovernanceRecipes.Executor);
                await _network.Chain.SendAsync("propose authority", deployer, [name], [], CancellationToken.None);
            }
        }

        var proposals = new List<string>();
        foreach (var together in programs.Chunk(CallsOfAProposal))
        {
            proposals.Add(await ProposeAsync(["hand-over", .. together, "--title", "The stakers take over"]));
            await VoteAsync(proposals[^1]);
        }

        await _network.Control.TravelAsync(PastVote, CancellationToken.None);
        foreach (var id in proposals)
        {
            await QueueAsync(id);
        }

        await _network.Control.TravelAsync(PastTimelock, CancellationToken.None);
        foreach (var id in proposals)
        {
            await Cli.DoAsync(Whale, "gov", "execute", id);
        }
    }

    private async Task EnactAsync(string id, TimeSpan? timelock = null)
    {
        await VoteAsync(id);
        await _network.Control.TravelAsync(PastVote, CancellationToken.None);
        await QueueAsync(id);
        var early = await Cli.RefusedAsync(Refused, Whale, "gov", "execute", id, "--yes");
        await _network.Control.TravelAsync(timelock ?? PastTimelock, CancellationToken.None);
        var executed = await Cli.DoAsync(Whale, "gov", "execute", id);
        Assert.Multiple(() =>
        {
            Assert.That(early, Does.Contain("TimelockRunning"));
            Assert.That(executed.Text("status"), Is.EqualTo("Executed"));
        });
    }

    private async Task<string> ProposeAsync(params string[] arguments) =>
        (await Cli.DoAsync(Whale, ["gov", "propose", .. arguments])).GetProperty("id").GetUInt64().ToString(System.Globalization.CultureInfo.InvariantCulture);

    private Task<JsonElement> VoteAsync(string id) => Cli.DoAsync(Whale, "gov", "vote", id, "for");

    private async Task QueueAsync(string id)
    {
        var counted = await Cli.DoAsync(Whale, "gov", "finalize", id);
        Assert.That(counted.Text("status"), Is.EqualTo("Succeeded"));
        await Cli.DoAsync(Whale, "gov", "queue", id);
    }

    /// <summary>A job from post to settlement; the result is what its event says of the parts.</summary>
    private async Task<Dictionary<string, string>> SettleJobAsync()
    {
        await OpenJobs.HeartbeatAsync(_network.Chain, Node);
        var job = await OpenJobs.PostAsync(_network.Chain, null, Node);
        await OpenJobs.AcceptAsync(_network.Chain, job, Node);
        await OpenJobs.StartAsync(_network.Chain, job, Node);
        await OpenJobs.SubmitAsync(_network.Chain, job, Node);
        var accepted = await Cli.DoAsync(SeedActors.Requester, "job", "accept", job.Address.ToString());
        var shown = await Cli.DoAsync(Whale, "tx", "show", accepted.Text("signature"));
        return shown.GetProperty("events").EnumerateArray().Single(e => string.Equals(e.Text("event"), "JobSettled", StringComparison.Ordinal))
            .GetProperty("fields").EnumerateArray().ToDictionary(field => field.Text("name"), field => field.Text("value"), StringComparer.Ordinal);
    }

    private async Task FillTreasuryAsync(ulong amount)
    {
        using var faucet = LocalKeys.Signer(Whale);
        var mint = _network.Chain.Endpoints.Mint;
        var transfer = TokenProgram.TransferChecked(
            AssociatedToken.Find(faucet.Address, mint), mint, GovernanceRecipes.Treasury, faucet.Address, amount, HyperAmount.Decimals);
        await _network.Chain.SendAsync("fill treasury", faucet, [transfer], [], CancellationToken.None);
    }

    private async Task<ulong> TreasuryAsync()
    {
        var account = (await _network.Chain.Rpc.GetAccountAsync(GovernanceRecipes.Treasury, CancellationToken.None)).Value!;
        return TokenAccount.Decode(GovernanceRecipes.Treasury, account).Amount;
    }
}

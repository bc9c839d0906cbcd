using System.Text.Json;
using Hypernode.Localnet.Seeding;

namespace Hypernode.EndToEnd.Tests;

/// <summary>Validators judge, through the command line: a requester is made whole before anybody is punished, and appeals are lost and won.</summary>
public sealed class SlashingStoryTests
{
    private const int Refused = 5;
    private const int NotFound = 6;
    private const string Reporter = SeedActors.Faucet;
    private const string Node = "node-2";
    private const ulong Hyper = SeedPlan.Hyper;
    private const ulong DrawSlots = 12;
    private const int Panel = 3;
    private const int Appeal = 5;

    /// <summary>A third of a tenth of the bond of 50 HYPER, rounded down.</summary>
    private const ulong VoterShare = 1_666_666;
    private static readonly string Accused = SeedActors.NodeAuthority(Node);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(86_400 + 5);
    private static readonly TimeSpan PastCommit = TimeSpan.FromSeconds(1_805);
    private static readonly TimeSpan PastVerdict = TimeSpan.FromSeconds(3_605);
    private static readonly TimeSpan PastVote = TimeSpan.FromSeconds((3 * 86_400) + 5);
    private static readonly TimeSpan PastAppeal = TimeSpan.FromSeconds((7 * 86_400) + 5);
    private static readonly TimeSpan PastKeeping = TimeSpan.FromSeconds((30 * 86_400) + 5);

    private SeededNetwork _network = null!;

    private CommandLine Cli => _network.Cli;

    [SetUp]
    public async Task StartAsync()
    {
        _network = await SeededNetwork.StartAsync();
        await Validators.RegisterAsync(_network.Chain, Panel + Appeal);
        await _network.Control.TravelAsync(WarmUp, CancellationToken.None);
        await Actors.GrantAsync(_network.Chain, Accused, 100 * Hyper);
    }

    [TearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task Refunds_the_requester_first_then_slashes_after_a_lost_appeal()
    {
        var funds = await BalanceAsync(SeedActors.Requester);
        var fault = await LoseChallengeAsync();
        var whole = await BalanceAsync(SeedActors.Requester);

        var reported = await Cli.DoAsync(Reporter, "slash", "report", "fault", fault);
        var report = reported.Text("report");
        var appealed = await Cli.DoAsync(Accused, "slash", "appeal", report);
        for (var number = Panel; number < Panel + Appeal; number++)
        {
            await Cli.DoAsync(Validators.Name(number), "slash", "vote", report, "for");
        }

        var judged = await Cli.RefusedAsync(Refused, Validators.Name(0), "slash", "vote", report, "for", "--yes");
        await _network.Control.TravelAsync(PastAppeal, CancellationToken.None);
        var final = await Cli.DoAsync(Reporter, "slash", "finalise", report);
        var executed = await Cli.DoAsync(Reporter, "slash", "execute", report);
        var claimed = await Cli.DoAsync(Validators.Name(Panel), "slash", "claim", report);
        var shown = await Cli.DoAsync(Reporter, "slash", "show", report);
        var kept = await Cli.RefusedAsync(Refused, Reporter, "slash", "close", report, "--yes");
        await _network.Control.TravelAsync(PastKeeping, CancellationToken.None);
        await Cli.DoAsync(SeedActors.Requester, "slash", "close", report);
        await Cli.RefusedAsync(NotFound, Reporter, "slash", "show", report);
        Assert.Multiple(() =>
        {
            Assert.That(kept, Is.Not.Empty, "fees can be claimed for 30 days");
            Assert.That(funds - whole, Is.EqualTo(Panel * VoterShare), "the cap is back, and the bond but the tenth that its judges share, before anybody is punished");
            Assert.That((reported.Text("status"), reported.Text("reason")), Is.EqualTo(("Confirmed", "InvalidResult")));
            Assert.That(appealed.Units("appealBond"), Is.EqualTo(100 * Hyper));
            Assert.That(judged, Does.Contain("VotedInFirstRound"));
            Assert.That(final.Text("status"), Is.EqualTo("Final"));
            Assert.That(executed.Text("status"), Is.EqualTo("Executed"));
            Assert.That(executed.Units("slashed"), Is.EqualTo(200 * Hyper), "20 % of 1,000");
            Assert.That(claimed.Units("claimed"), Is.Positive);
            Assert.That(shown.GetProperty("votes").GetArrayLength(), Is.EqualTo(Appeal));
        });
    }

    [Test]
    public async Task Accused_wins_an_appeal_that_nobody_answers()
    {
        var subject = SeededNode.AddressOf(Node).ToString();
        var reported = await Cli.DoAsync(Reporter, "slash", "report", "subject", subject, "--reason", "malicious", "--evidence", _network.EndpointsPath);
        var report = reported.Text("report");
        await _network.Control.TravelSlotsAsync(DrawSlots, CancellationToken.None);
        await Cli.DoAsync(Reporter, "slash", "draw", report);
        for (var number = 0; number < Panel; number++)
        {
            await Cli.DoAsync(Validators.Name(number), "slash", "vote", report, "for");
        }

        var early = await Cli.RefusedAsync(Refused, Reporter, "slash", "finalise", report, "--yes");
        await _network.Control.TravelAsync(PastVote, CancellationToken.None);
        var confirmed = await Cli.DoAsync(Reporter, "slash", "finalise", report);
        var tooSoon = await Cli.RefusedAsync(Refused, Reporter, "slash", "execute", report, "--yes");
        await Cli.DoAsync(Accused, "slash", "appeal", report);
        await _network.Control.TravelAsync(PastAppeal, CancellationToken.None);
        var dismissed = await Cli.DoAsync(Reporter, "slash", "finalise", report);
        var accused = await BalanceAsync(Accused);
        var listed = (await Cli.DoAsync(Reporter, "slash", "list", "--subject", subject)).GetProperty("reports")[0];
        Assert.Multiple(() =>
        {
            Assert.That(reported.Units("bond"), Is.EqualTo(100 * Hyper));
            Assert.That(early, Does.Contain("VoteWindowOpen"));
            Assert.That(confirmed.Text("status"), Is.EqualTo("Confirmed"));
            Assert.That(tooSoon, Does.Contain("AppealWindowOpen"));
            Assert.That(dismissed.Text("status"), Is.EqualTo("Dismissed"));
            Assert.That(accused, Is.GreaterThanOrEqualTo(100 * Hyper), "the bond of the appeal is back");
            Assert.That(listed.Units("slashed"), Is.Zero);
        });
    }

    [Test]
    public async Task Reports_a_silent_node_once_for_each_outage()
    {
        var subject = SeededNode.AddressOf(Node).ToString();
        var early = await Cli.RefusedAsync(Refused, Reporter, "slash", "report", "offline", subject, "--yes");
        await _network.Control.TravelAsync(TimeSpan.FromSeconds((2 * 86_400) + 5), CancellationToken.None);
        var reported = await Cli.DoAsync(Reporter, "slash", "report", "offline", subject);
        var again = await Cli.RunAsync(Reporter, "slash", "report", "offline", subject, "--yes");
        Assert.Multiple(() =>
        {
            Assert.That(early, Does.Contain("NodeNotOffline"));
            Assert.That((reported.Text("status"), reported.Text("reason")), Is.EqualTo(("Confirmed", "Offline")));
            Assert.That(again.ExitCode, Is.Not.Zero);
        });
    }

    /// <summary>A result that the panel finds wrong; the result is the fault that the markets recorded.</summary>
    private async Task<string> LoseChallengeAsync()
    {
        await OpenJobs.HeartbeatAsync(_network.Chain, Node);
        var job = await OpenJobs.PostAsync(_network.Chain, null, Node);
        var address = job.Address.ToString();
        await OpenJobs.AcceptAsync(_network.Chain, job, Node);
        await OpenJobs.StartAsync(_network.Chain, job, Node);
        await OpenJobs.SubmitAsync(_network.Chain, job, Node);
        await Cli.DoAsync(SeedActors.Requester, "job", "challenge", address, "--evidence", _network.EndpointsPath);
        await _network.Control.TravelSlotsAsync(DrawSlots, CancellationToken.None);
        await CrankAsync(address);
        var committed = default(JsonElement);
        for (var number = 0; number < Panel; number++)
        {
            committed = await Cli.DoAsync(Validators.Name(number), "job", "verdict", "commit", address, "invalid");
        }

        var copied = await Cli.RefusedAsync(Refused, Validators.Name(0), "job", "verdict", "reveal", address, "--yes");
        await _network.Control.TravelAsync(PastCommit, CancellationToken.None);
        var late = await Cli.RefusedAsync(Refused, Validators.Name(Panel), "job", "verdict", "commit", address, "valid", "--yes");
        for (var number = 0; number < Panel; number++)
        {
            await Cli.DoAsync(Validators.Name(number), "job", "verdict", "reveal", address);
        }

        Assert.Multiple(() =>
        {
            Assert.That(copied, Does.Contain("VerdictRevealTooSoon"));
            Assert.That(late, Does.Contain("VerdictCommitsOver"));
            Assert.That(committed.GetProperty("deadlineAt").GetInt64() - committed.GetProperty("revealAfter").GetInt64(), Is.EqualTo(1_800));
        });
        await _network.Control.TravelAsync(PastVerdict, CancellationToken.None);
        var resolved = await CrankAsync(address);
        Assert.That(resolved.Text("step"), Is.EqualTo("ResolveChallenge"));
        Assert.That((await CrankAsync(address)).Text("step"), Is.EqualTo("Refund"));
        var shown = await Cli.DoAsync(Reporter, "tx", "show", resolved.Text("signature"));
        return shown.GetProperty("events").EnumerateArray().Single(e => string.Equals(e.Text("event"), "ChallengeResolved", StringComparison.Ordinal))
            .GetProperty("fields").EnumerateArray().Single(field => string.Equals(field.Text("name"), "fault.fault", StringComparison.Ordinal)).Text("value");
    }

    private Task<JsonElement> CrankAsync(string job) => Cli.DoAsync(Reporter, "job", "crank", job);

    private async Task<ulong> BalanceAsync(string actor) => (await Cli.DoAsync(actor, "wallet", "balance")).Units("hyper");
}

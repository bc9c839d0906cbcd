using System.Text.Json.Nodes;
using Hypernode.Localnet.Seeding;

namespace Hypernode.EndToEnd.Tests;

/// <summary>A command that its user interrupts: before anything was sent, and after.</summary>
public sealed class InterruptionTests
{
    private const int OutcomeUnknown = 7;
    private const int Interrupted = 130;
    private const ulong Hyper = SeedPlan.Hyper;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(20);

    private SeededNetwork _network = null!;

    private CommandLine Cli => _network.Cli;

    [OneTimeSetUp]
    public async Task StartAsync() => _network = await SeededNetwork.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [SetUp]
    public Task ClearAsync() => _network.Control.ClearAsync(CancellationToken.None);

    [Test]
    public async Task Before_anything_is_sent_exits_with_130_and_nothing_is_remembered()
    {
        // Fees are asked for last before the transaction is signed; this answer never comes.
        await _network.Control.FaultAsync("delay", new JsonObject { ["milliseconds"] = 60_000 }, ["getRecentPrioritizationFees"], null, CancellationToken.None);
        var run = await Cli.InterruptAsync(SeedActors.Requester, () => Task.CompletedTask, "stake", "donate", "1", "--yes", "--json");
        await _network.Control.ClearAsync(CancellationToken.None);
        var resumed = await Cli.DoAsync(SeedActors.Requester, "tx", "resume");
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(Interrupted), run.Error);
            Assert.That(run.Output, Is.Empty);
            Assert.That(resumed.GetProperty("transactions").GetArrayLength(), Is.Zero);
        });
    }

    [Test]
    public async Task After_it_was_sent_exits_with_7_and_resume_finds_what_became_of_it()
    {
        var before = await BalanceAsync();
        // Nobody says what became of the transaction.
        await _network.Control.FaultAsync("drop", null, ["getSignatureStatuses"], null, CancellationToken.None);
        var run = await Cli.InterruptAsync(SeedActors.Requester, WaitUntilRecordedAsync, "stake", "donate", "1", "--yes", "--json");
        await _network.Control.ClearAsync(CancellationToken.None);
        var resumed = (await Cli.DoAsync(SeedActors.Requester, "tx", "resume")).GetProperty("transactions")[0];
        var nothingLeft = (await Cli.DoAsync(SeedActors.Requester, "tx", "resume")).GetProperty("transactions").GetArrayLength();
        Assert.Multiple(async () =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(OutcomeUnknown), run.Error);
            Assert.That(run.Output, Is.Empty);
            Assert.That(run.Error, Does.Contain("hypernode tx resume").And.Contain(resumed.Text("signature")));
            Assert.That(resumed.Text("outcome"), Does.StartWith("succeeded"));
            Assert.That(nothingLeft, Is.Zero);
            Assert.That(before - await BalanceAsync(), Is.EqualTo(Hyper), "once, not twice");
        });
    }

    /// <summary>A transaction is recorded before it is sent.</summary>
    private async Task WaitUntilRecordedAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        var folder = Path.Combine(Cli.Folder, "sent");
        while (!Directory.EnumerateFiles(folder).Any(file => new FileInfo(file).Length > 0))
        {
            Assert.That(TimeProvider.System.GetElapsedTime(start), Is.LessThan(Patience), "nothing was recorded");
            await Task.Delay(LookPeriod, TimeProvider.System);
        }
    }

    private async Task<ulong> BalanceAsync() => (await Cli.DoAsync(SeedActors.Requester, "wallet", "balance")).Units("hyper");
}

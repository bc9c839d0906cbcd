using Hypernode.Client.Registry;
using Hypernode.Localnet.Keys;
using Hypernode.Localnet.Seeding;

namespace Hypernode.EndToEnd.Tests;

/// <summary>A node in its owner's hands, through the command line.</summary>
public sealed class NodeCommandTests
{
    private const int Usage = 2;
    private const int Refused = 5;
    private const int NotFound = 6;
    private const string Name = "node-2";
    private static readonly TimeSpan PayoutDelay = TimeSpan.FromSeconds(86_405);

    private static readonly string Owner = SeedActors.NodeAuthority(Name);
    private static readonly string HotKey = SeedActors.NodeOperator(Name);
    private static readonly string Node = SeededNode.AddressOf(Name).ToString();

    private SeededNetwork _network = null!;

    private CommandLine Cli => _network.Cli;

    [SetUp]
    public async Task StartAsync() => _network = await SeededNetwork.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task Drains_resumes_and_deactivates()
    {
        var drained = await Cli.DoAsync(HotKey, "node", "drain", "--node", Node);
        var byHotKey = await Cli.RefusedAsync(Refused, HotKey, "node", "resume", "--node", Node, "--yes");
        var resumed = await Cli.DoAsync(Owner, "node", "resume", "--node", Node);
        var deactivated = await Cli.DoAsync(Owner, "node", "deactivate", "--node", Node);
        var listed = (await Cli.DoAsync(Owner, "node", "list", "--own", "--status", "inactive")).GetProperty("nodes")[0];
        await Cli.RefusedAsync(NotFound, Owner, "node", "show", "--node", LocalKeys.Address("nobody").ToString());
        Assert.Multiple(() =>
        {
            Assert.That(drained.Text("status"), Is.EqualTo("Draining"));
            Assert.That(byHotKey, Does.Contain("NotNodeAuthority"));
            Assert.That(resumed.Text("status"), Is.EqualTo("Active"));
            Assert.That(deactivated.Text("status"), Is.EqualTo("Inactive"));
            Assert.That(listed.Text("node"), Is.EqualTo(Node));
        });
    }

    [Test]
    public async Task Changes_the_policy_and_lets_the_hot_key_only_tighten_it()
    {
        var owner = await Cli.DoAsync(
            Owner, "node", "policy", "--node", Node, "--price-floor", "0.002", "--hours", "mon-fri 18-24, sat-sun 0-24", "--share", "cpu=50%");
        var loosened = await Cli.RefusedAsync(Refused, HotKey, "node", "policy", "--node", Node, "--price-floor", "0.001", "--yes");
        var tightened = await Cli.DoAsync(HotKey, "node", "policy", "--node", Node, "--price-floor", "0.003");
        await Cli.RefusedAsync(Usage, Owner, "node", "policy", "--node", Node, "--yes");
        await Cli.RefusedAsync(Usage, Owner, "node", "policy", "--node", Node, "--hours", "someday 1-2", "--yes");
        var shown = await Cli.DoAsync(Owner, "node", "show", "--node", Node);
        Assert.Multiple(() =>
        {
            Assert.That(owner.Units("priceFloor"), Is.EqualTo(2_000));
            Assert.That(loosened, Is.Not.Empty);
            Assert.That(tightened.Units("priceFloor"), Is.EqualTo(3_000));
            Assert.That(shown.Text("hours"), Is.EqualTo("mon-fri 18-24, sat-sun 0-24"));
            Assert.That(shown.GetProperty("shareBps")[0].GetInt32(), Is.EqualTo(5_000));
            Assert.That(shown.GetProperty("reputation").Text("tier"), Is.EqualTo("Starter"));
            Assert.That(shown.Units("pledged"), Is.EqualTo(1_000 * SeedPlan.Hyper));
        });
    }

    [Test]
    public async Task Rotates_the_hot_key_and_hands_the_node_over()
    {
        var keyFile = Path.Combine(Cli.Folder, "operator-2.json");
        var rotated = await Cli.DoAsync(Owner, "node", "rotate-operator", "--node", Node, "--key-file", keyFile);
        var old = await Cli.RefusedAsync(Refused, HotKey, "node", "drain", "--node", Node, "--yes");
        await Cli.DoAsync(Owner, "node", "authority", "propose", LocalKeys.Address(SeedActors.Requester).ToString(), "--node", Node);
        var stranger = await Cli.RefusedAsync(Refused, SeedActors.Faucet, "node", "authority", "accept", "--node", Node, "--yes");
        var accepted = await Cli.DoAsync(SeedActors.Requester, "node", "authority", "accept", "--node", Node);
        Assert.Multiple(() =>
        {
            Assert.That(File.Exists(keyFile), Is.True);
            Assert.That(rotated.Text("operator"), Is.Not.EqualTo(LocalKeys.Address(HotKey).ToString()));
            Assert.That(old, Is.Not.Empty);
            Assert.That(stranger, Is.Not.Empty);
            Assert.That(accepted.Text("authority"), Is.EqualTo(LocalKeys.Address(SeedActors.Requester).ToString()));
        });
    }

    [Test]
    public async Task Applies_another_payout_key_after_the_delay_and_not_before()
    {
        var next = LocalKeys.Address(SeedActors.Operations).ToString();
        var proposed = await Cli.DoAsync(Owner, "node", "payout", "propose", next, "--node", Node);
        var early = await Cli.RefusedAsync(Refused, Owner, "node", "payout", "apply", "--node", Node, "--yes");
        await _network.Control.TravelAsync(PayoutDelay, CancellationToken.None);
        var applied = await Cli.DoAsync(SeedActors.Faucet, "node", "payout", "apply", "--node", Node);
        Assert.Multiple(() =>
        {
            Assert.That(proposed.Text("pendingPayout"), Is.EqualTo(next));
            Assert.That(early, Does.Contain("PayoutDelayNotOver"));
            Assert.That(applied.Text("payout"), Is.EqualTo(next));
        });
    }

    [Test]
    public async Task Binds_and_releases_a_card()
    {
        const string card = "GPU-5d3c9f2a-0000-0000-0000-000000000001";
        var without = await Cli.RefusedAsync(Refused, HotKey, "node", "fingerprint", "bind", card, "--node", Node, "--yes");
        using (var owner = LocalKeys.Signer(Owner))
        {
            var update = RegistryInstructions.UpdateHardware(
                new UpdateHardwareAccounts { Node = SeededNode.AddressOf(Name), Authority = owner.Address }, new UpdateHardwareArgs { Hardware = OneCard });
            await _network.Chain.SendAsync("update hardware", owner, [update], [], CancellationToken.None);
        }

        var bound = await Cli.DoAsync(HotKey, "node", "fingerprint", "bind", card, "--node", Node);
        var released = await Cli.DoAsync(Owner, "node", "fingerprint", "release", card, "--node", Node);
        var listed = (await Cli.DoAsync(Owner, "node", "fingerprint", "list", "--node", Node)).GetProperty("fingerprints")[0];
        Assert.Multiple(() =>
        {
            Assert.That(without, Does.Contain("TooManyFingerprints"));
            Assert.That(bound.GetProperty("bound").GetInt32(), Is.EqualTo(1));
            Assert.That(released.GetProperty("bound").GetInt32(), Is.Zero);
            Assert.That(listed.Text("hash"), Is.EqualTo(bound.Text("hash")));
            Assert.That(listed.GetProperty("releasedAt").GetInt64(), Is.Positive);
        });
    }

    [Test]
    public async Task Shows_no_earnings_of_a_node_that_ran_nothing()
    {
        var earnings = await Cli.DoAsync(Owner, "node", "earnings", "--node", Node);
        var none = await Cli.RefusedAsync(NotFound, Owner, "node", "claim", "--node", Node, "--yes");
        Assert.Multiple(() =>
        {
            Assert.That(earnings.Units("paid"), Is.Zero);
            Assert.That(earnings.GetProperty("incentive").GetArrayLength(), Is.Zero);
            Assert.That(none, Does.Contain("hypernode node earnings"));
        });
    }

    private static NodeHardware OneCard => new()
    {
        GpuVendor = (byte)GpuVendor.Nvidia,
        Architecture = (byte)Architecture.Amd64,
        GpuCount = 1,
        VramMib = 24_576,
        CpuCores = 8,
        RamMib = 32_768,
        DiskGib = 100,
        Region = 0,
        DescriptorDigest = [.. Enumerable.Repeat((byte)7, 32)],
    };
}

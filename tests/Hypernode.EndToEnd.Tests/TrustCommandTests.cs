using System.Text.Json;
using Hypernode.Localnet.Keys;
using Hypernode.Localnet.Seeding;

namespace Hypernode.EndToEnd.Tests;

/// <summary>What the registry keeps about trust, through the command line: groups, peerings, names, issuers, claims, identities, checks.</summary>
public sealed class TrustCommandTests
{
    private const int Usage = 2;
    private const int Refused = 5;
    private const int NotFound = 6;
    private const int Funds = 9;
    private const string Node = "node-1";
    private const string Requester = SeedActors.Requester;
    private const string Stranger = "stranger";
    private static readonly string Owner = SeedActors.NodeAuthority(Node);
    private static readonly string NodeAddress = SeededNode.AddressOf(Node).ToString();
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(86_400 + 5);

    private SeededNetwork _network = null!;

    private CommandLine Cli => _network.Cli;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _network = await SeededNetwork.StartAsync();
        await Actors.FundAsync(_network.Chain, Stranger);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task Group_admits_and_removes_and_closes_when_it_is_empty()
    {
        var (stranger, admin) = (LocalKeys.Address(Stranger).ToString(), LocalKeys.Address(SeedActors.Faucet).ToString());
        var group = (await Cli.DoAsync(Requester, "group", "create", "--budget", "500")).Text("group");
        var byStranger = await Cli.RefusedAsync(Refused, Stranger, "group", "add", group, stranger, "--yes");
        await Cli.DoAsync(Requester, "group", "add", group, admin, "--role", "admin");
        var added = await Cli.DoAsync(SeedActors.Faucet, "group", "add", group, stranger, "--days", "30");
        var adminByAdmin = await Cli.RefusedAsync(Refused, SeedActors.Faucet, "group", "add", group, NodeAddress, "--role", "admin", "--yes");
        var full = await Cli.RefusedAsync(Refused, Requester, "group", "close", group, "--yes");
        var shown = await Cli.DoAsync(Requester, "group", "show", group);
        var listed = (await Cli.DoAsync(Requester, "group", "list", "--own")).GetProperty("groups").EnumerateArray().Single(g => string.Equals(g.Text("group"), group, StringComparison.Ordinal));
        await Cli.DoAsync(Stranger, "group", "remove", group, stranger);
        var removed = await Cli.DoAsync(Requester, "group", "remove", group, admin);
        await Cli.DoAsync(Requester, "group", "close", group);
        await Cli.RefusedAsync(NotFound, Requester, "group", "show", group);
        Assert.Multiple(() =>
        {
            Assert.That(byStranger, Does.Contain("NotGroupAdmin"));
            Assert.That(added.Text("role"), Is.EqualTo("Requester"));
            Assert.That(adminByAdmin, Does.Contain("NotGroupAdmin"));
            Assert.That(full, Does.Contain("GroupNotEmpty"));
            Assert.That(shown.GetProperty("roll").EnumerateArray().Select(member => member.Text("subject")), Is.EquivalentTo(new[] { stranger, admin }));
            Assert.That(listed.Units("budgetCap"), Is.EqualTo(500 * SeedPlan.Hyper));
            Assert.That(removed.GetProperty("members").GetInt32(), Is.Zero);
        });
    }

    [Test]
    public async Task Peering_is_signed_by_both_and_ended_by_either()
    {
        var requester = LocalKeys.Address(Requester).ToString();
        var proposed = await Cli.DoAsync(Owner, "peering", "propose", NodeAddress, "--requester", requester, "--days", "30");
        var byStranger = await Cli.RefusedAsync(Refused, Stranger, "peering", "accept", NodeAddress, "--requester", requester, "--yes");
        var accepted = await Cli.DoAsync(Requester, "peering", "accept", NodeAddress);
        var listed = (await Cli.DoAsync(Requester, "peering", "list", "--node", NodeAddress, "--requester", requester)).GetProperty("peerings")[0];
        await Cli.DoAsync(Owner, "peering", "revoke", NodeAddress, "--requester", requester);
        await Cli.RefusedAsync(NotFound, Requester, "peering", "revoke", NodeAddress, "--yes");
        Assert.Multiple(() =>
        {
            Assert.That(proposed.GetProperty("requesterSignedAt").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(byStranger, Does.Contain("NotPeeringParty"));
            Assert.That(accepted.GetProperty("requesterSignedAt").GetInt64(), Is.Positive);
            Assert.That(listed.Text("peering"), Is.EqualTo(accepted.Text("peering")));
        });
    }

    [Test]
    public async Task Name_is_paid_for_by_the_year_and_given_away()
    {
        await Cli.RefusedAsync(Usage, Requester, "name", "register", "My Node", "--yes");
        var poor = await Cli.RefusedAsync(Funds, Stranger, "name", "register", "my-node", "--yes");
        var before = (await Cli.DoAsync(Requester, "wallet", "balance")).Units("hyper");
        var registered = await Cli.RunAsync(Requester, "name", "register", "my-node", "--years", "2", "--target", NodeAddress, "--yes", "--json");
        Assert.That(registered.ExitCode, Is.Zero, registered.Error);
        var after = (await Cli.DoAsync(Requester, "wallet", "balance")).Units("hyper");
        var taken = await Cli.RefusedAsync(Refused, SeedActors.Faucet, "name", "register", "my-node", "--yes");
        var renewed = await Cli.DoAsync(Requester, "name", "renew", "my-node");
        var renewedAfter = (await Cli.DoAsync(Requester, "wallet", "balance")).Units("hyper");
        await Cli.RefusedAsync(Usage, Requester, "name", "update", "my-node", "--yes");
        var notOwner = await Cli.RefusedAsync(Refused, Stranger, "name", "release", "my-node", "--yes");
        var updated = await Cli.DoAsync(Requester, "name", "update", "my-node", "--owner", LocalKeys.Address(Stranger).ToString());
        var shown = await Cli.DoAsync(Requester, "name", "show", "my-node");
        var listed = (await Cli.DoAsync(Requester, "name", "list", "--target", NodeAddress)).GetProperty("names")[0];
        await Cli.DoAsync(Stranger, "name", "release", "my-node");
        await Cli.RefusedAsync(NotFound, Requester, "name", "show", "my-node");
        Assert.Multiple(() =>
        {
            Assert.That(poor, Does.Contain("holds"));
            Assert.That(registered.Json.Text("target"), Is.EqualTo(NodeAddress));
            Assert.That(before - after, Is.Positive.And.EqualTo(2 * (after - renewedAfter)), "two years cost twice one");
            Assert.That(registered.Error, Does.Contain("a year"));
            Assert.That(taken, Does.Contain("NameNotFree"));
            Assert.That(renewed.GetProperty("expiresAt").GetInt64(), Is.GreaterThan(registered.Json.GetProperty("expiresAt").GetInt64()));
            Assert.That(notOwner, Does.Contain("NotNameOwner"));
            Assert.That(updated.Text("owner"), Is.EqualTo(LocalKeys.Address(Stranger).ToString()));
            Assert.That(shown.Text("standing"), Is.EqualTo("held"));
            Assert.That(listed.Text("name"), Is.EqualTo("my-node"));
        });
    }

    [Test]
    public async Task Issuer_vouches_until_its_parent_is_revoked()
    {
        const string root = SeedActors.Operations;
        const string issuer = "issuer";
        await Actors.FundAsync(_network.Chain, root);
        await Actors.FundAsync(_network.Chain, issuer);
        var (rootKey, issuerKey, person) = (LocalKeys.Address(root).ToString(), LocalKeys.Address(issuer).ToString(), LocalKeys.Address(Requester).ToString());
        var byStranger = await Cli.RefusedAsync(NotFound, Stranger, "issuer", "register", issuerKey, "--claim", "person", "--yes");
        await Cli.DoAsync(SeedActors.Deployer, "issuer", "register", rootKey, "--claim", "person", "--claim", "region");
        var registered = await Cli.DoAsync(root, "issuer", "register", issuerKey, "--claim", "person", "--days", "90");
        var outOfScope = await Cli.RefusedAsync(Refused, issuer, "attest", "claim", "region", NodeAddress, "--evidence", _network.EndpointsPath, "--yes");
        await Cli.RefusedAsync(Usage, issuer, "attest", "claim", "person", person, "--yes");
        var attested = await Cli.DoAsync(issuer, "attest", "claim", "person", person, "--evidence", _network.EndpointsPath);
        var open = await Cli.RefusedAsync(Refused, issuer, "attest", "close", attested.Text("attestation"), "--yes");
        var revoked = await Cli.DoAsync(issuer, "attest", "revoke", "person", person);
        var listed = (await Cli.DoAsync(Requester, "attest", "list", "--issuer", issuerKey)).GetProperty("attestations")[0];
        await Cli.DoAsync(issuer, "attest", "close", attested.Text("attestation"));
        await Cli.DoAsync(root, "issuer", "revoke", rootKey);
        var untrusted = await Cli.RefusedAsync(Refused, issuer, "attest", "claim", "person", person, "--evidence", _network.EndpointsPath, "--yes");
        var issuers = (await Cli.DoAsync(Requester, "issuer", "list", "--parent", rootKey)).GetProperty("issuers");
        await Cli.DoAsync(root, "issuer", "close", rootKey);
        var alive = await Cli.RefusedAsync(Refused, issuer, "issuer", "close", issuerKey, "--yes");
        Assert.Multiple(() =>
        {
            Assert.That(byStranger, Does.Contain("hypernode issuer list"));
            Assert.That(registered.GetProperty("depth").GetInt32(), Is.EqualTo(1));
            Assert.That(outOfScope, Does.Contain("IssuerOutOfScope"));
            Assert.That(open, Does.Contain("StillOpen"));
            Assert.That(revoked.GetProperty("revokedAt").GetInt64(), Is.Positive);
            Assert.That(listed.Text("claim"), Is.EqualTo("Person"));
            Assert.That(untrusted, Does.Contain("IssuerNotLive"));
            Assert.That(issuers.GetArrayLength(), Is.EqualTo(1));
            Assert.That(alive, Does.Contain("StillOpen"));
        });
    }

    [Test]
    public async Task Nostr_key_is_linked_by_an_event_of_its_own_and_by_no_other()
    {
        var key = await NostrSigner.KeyAsync();
        var unsigned = (await Cli.DoAsync(Requester, "identity", "event", key)).GetProperty("event").GetRawText();
        var signed = Path.Combine(Cli.Folder, "event.json");
        await File.WriteAllTextAsync(signed, await NostrSigner.SignAsync(unsigned));
        var forged = Path.Combine(Cli.Folder, "forged.json");
        var event_ = await File.ReadAllTextAsync(signed);
        await File.WriteAllTextAsync(forged, string.Concat(event_.AsSpan(0, event_.Length - 3), event_[^3] == '0' ? "1" : "0", event_.AsSpan(event_.Length - 2)));

        await Cli.RefusedAsync(NotFound, Requester, "identity", "link", Path.Combine(Cli.Folder, "none.json"), "--yes");
        var otherWallet = await Cli.RefusedAsync(Usage, Stranger, "identity", "link", signed, "--yes");
        var invalid = await Cli.RefusedAsync(Refused, Requester, "identity", "link", forged, "--yes");
        var linked = await Cli.DoAsync(Requester, "identity", "link", signed);
        var listed = (await Cli.DoAsync(Requester, "identity", "list", "--owner", LocalKeys.Address(Requester).ToString())).GetProperty("links")[0];
        await Cli.DoAsync(Requester, "identity", "unlink", key);
        await Cli.RefusedAsync(NotFound, Requester, "identity", "unlink", key, "--yes");
        Assert.Multiple(() =>
        {
            Assert.That(otherWallet, Does.Contain("is not the event that links"));
            Assert.That(invalid, Does.Contain("NostrSignatureInvalid"));
            Assert.That(linked.Text("key"), Is.EqualTo(key));
            Assert.That(listed.Text("link"), Is.EqualTo(linked.Text("link")));
        });
    }

    [Test]
    public async Task Validator_records_checks_and_the_authority_suspends()
    {
        await Validators.RegisterAsync(_network.Chain, 1);
        await _network.Control.TravelAsync(WarmUp, CancellationToken.None);
        var transcript = _network.EndpointsPath;
        var byStranger = await Cli.RunAsync(Stranger, "node", "health", "passed", "--node", NodeAddress, "--transcript", transcript, "--yes");
        var health = await Cli.DoAsync(Validators.Name(0), "node", "health", "failed", "--node", NodeAddress, "--transcript", transcript);
        var again = await Cli.RefusedAsync(Refused, Validators.Name(0), "node", "health", "passed", "--node", NodeAddress, "--transcript", transcript, "--yes");
        var benchmark = await Cli.DoAsync(Validators.Name(0), "node", "benchmark", "--node", NodeAddress, "--class", "1", "--units", "120000", "--transcript", transcript);
        var byOwner = await Cli.RefusedAsync(Refused, Owner, "node", "suspend", "--node", NodeAddress, "--days", "7", "--yes");
        var suspended = await Cli.DoAsync(SeedActors.Deployer, "node", "suspend", "--node", NodeAddress, "--days", "7");
        var reinstated = await Cli.DoAsync(SeedActors.Deployer, "node", "reinstate", "--node", NodeAddress);
        var pledged = await Cli.RefusedAsync(Refused, Owner, "node", "close", "--node", NodeAddress, "--yes");
        Assert.Multiple(() =>
        {
            Assert.That(byStranger.ExitCode, Is.EqualTo(Refused), byStranger.Error);
            Assert.That(health.GetProperty("failed").GetInt32(), Is.EqualTo(1));
            Assert.That(again, Does.Contain("SameChecker").Or.Contain("HealthTooSoon"));
            Assert.That(benchmark.GetProperty("units").GetInt64(), Is.EqualTo(120_000));
            Assert.That(byOwner, Does.Contain("NotAuthority"));
            Assert.That(suspended.Text("status"), Is.EqualTo("Suspended"));
            Assert.That(reinstated.Text("status"), Is.Not.EqualTo("Suspended"));
            Assert.That(pledged, Is.Not.Empty);
        });
    }
}

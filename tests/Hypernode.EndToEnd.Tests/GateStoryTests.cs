using System.Security.Cryptography;
using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Content.Manifests;
using Hypernode.Content.Stores;
using Hypernode.Localnet.Demo;
using Hypernode.Localnet.Keys;
using Hypernode.Localnet.Seeding;
using Hypernode.Protocol.Recipes;
using Hypernode.Protocol.Trust;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Sending;
using Hypernode.TestKit;
using PrivacyLevel = Hypernode.Client.Registry.PrivacyLevel;

namespace Hypernode.EndToEnd.Tests;

/// <summary>Whom a node works for: each gate stays shut to a stranger, by its own name, and opens to whoever shows the pass.</summary>
public sealed class GateStoryTests
{
    private const string Node = "node-2";
    private const string Issuer = "issuer";
    private const int Usage = 2;
    private const int Refused = 5;
    private const int MaxSeconds = 60;
    private const ulong Hyper = SeedPlan.Hyper;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string Owner = SeedActors.NodeAuthority(Node);
    private static readonly Address NodeAddress = SeededNode.AddressOf(Node);
    private static readonly JobAddresses Addresses = new(MarketsProgram.Id, RegistryProgram.Id, Client.Staking.StakingProgram.Id, default);

    private SeededNetwork _network = null!;

    private CommandLine Cli => _network.Cli;

    [OneTimeSetUp]
    public async Task StartAsync() => _network = await SeededNetwork.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task Worker_of_a_private_network_takes_a_members_job_and_leaves_a_strangers()
    {
        var (member, stranger) = (await RequesterAsync("member"), await RequesterAsync("stranger"));
        var group = (await Cli.DoAsync(Owner, "group", "create")).Text("group");
        await Cli.DoAsync(Owner, "group", "add", group, LocalKeys.Address(member).ToString());
        await PolicyAsync(PrivacyLevel.PrivateNetwork, "--group", group);

        var folders = _network.Folders("gates");
        await _network.BuildRootfsAsync(folders);
        var executor = await Executors.RequireAsync();
        NumbersInput.Write(folders.Input, "gates");
        var package = await JobPackage.StoreAsync(
            new ContentStore(folders.Content, TimeProvider.System), folders.RootfsTar, folders.Input, MaxSeconds, CancellationToken.None);
        var left = await PostAsync(stranger, package);
        var taken = await PostAsync(member, package);
        await using (WorkerProcess.Start(RepositoryFolder.Path, folders, _network.EndpointsPath, Node, executor))
        {
            var submitted = await JobAccounts.WaitAsync(_network.Chain, taken.Address, JobState.Submitted, Patience, CancellationToken.None);
            var open = await JobAccounts.ReadAsync(_network.Chain, left.Address, CancellationToken.None);
            Assert.Multiple(() =>
            {
                Assert.That(submitted.Node, Is.EqualTo(NodeAddress));
                Assert.That(open!.State, Is.EqualTo(JobState.Open), "posted earlier, with the same terms");
            });
        }

        await AssertShutAsync(left, GateRefusal.RequesterNotMember);
    }

    [Test]
    public async Task Job_with_a_group_is_taken_by_a_member_node_only()
    {
        var requester = await RequesterAsync("grouped");
        await PolicyAsync(PrivacyLevel.FullPublic);
        var group = (await Cli.DoAsync(requester, "group", "create")).Text("group");
        var job = await OpenJobs.PostAsync(_network.Chain, requester, OpenJobs.Order(Node) with { Group = Address.Parse(group) });

        await AssertShutAsync(job, GateRefusal.NodeNotMember);
        await Cli.DoAsync(requester, "group", "add", group, NodeAddress.ToString(), "--role", "node", "--days", "1");
        await AssertOpensAsync(job, GroupRecipes.MemberOf(Address.Parse(group), NodeAddress));
    }

    [Test]
    public async Task Peer_is_let_in_once_both_have_signed()
    {
        var requester = await RequesterAsync("peer");
        await PolicyAsync(PrivacyLevel.P2p);
        var job = await OpenJobs.PostAsync(_network.Chain, requester, OpenJobs.Order(Node));

        await AssertShutAsync(job, GateRefusal.NoPeering);
        await Cli.DoAsync(requester, "peering", "propose", NodeAddress.ToString());
        await AssertShutAsync(job, GateRefusal.NoPeering);
        await Cli.DoAsync(Owner, "peering", "accept", NodeAddress.ToString(), "--requester", LocalKeys.Address(requester).ToString());
        await AssertOpensAsync(job, PeeringRecipes.AddressOf(NodeAddress, LocalKeys.Address(requester)));
    }

    [Test]
    public async Task Public_network_lets_holders_in_and_attested_persons()
    {
        var (person, holder) = (await RequesterAsync("person"), await RequesterAsync("holder"));
        await PolicyAsync(PrivacyLevel.PublicNetwork);
        var (persons, holders) = (
            await OpenJobs.PostAsync(_network.Chain, person, OpenJobs.Order(Node)),
            await OpenJobs.PostAsync(_network.Chain, holder, OpenJobs.Order(Node)));

        await AssertShutAsync(persons, GateRefusal.RequesterUnknown);
        await Actors.FundAsync(_network.Chain, Issuer);
        await Cli.DoAsync(SeedActors.Deployer, "issuer", "register", LocalKeys.Address(SeedActors.Deployer).ToString(), "--claim", "person");
        await Cli.DoAsync(SeedActors.Deployer, "issuer", "register", LocalKeys.Address(Issuer).ToString(), "--claim", "person");
        await Cli.DoAsync(Issuer, "attest", "claim", "person", LocalKeys.Address(person).ToString(), "--evidence", _network.EndpointsPath);
        await AssertOpensAsync(persons, IssuerRecipes.AttestationOf(LocalKeys.Address(Issuer), LocalKeys.Address(person), Client.Registry.Claim.Person));

        await AssertShutAsync(holders, GateRefusal.RequesterUnknown);
        await Actors.GrantAsync(_network.Chain, holder, 1_000 * Hyper);
        var position = (await Cli.DoAsync(holder, "stake", "open", "1000", "--lock-days", "14")).Text("position");
        await AssertOpensAsync(holders, Address.Parse(position));
    }

    [Test]
    public async Task Private_node_works_for_its_authority_alone()
    {
        var requester = await RequesterAsync("other");
        await PolicyAsync(PrivacyLevel.Private);
        await AssertShutAsync(await OpenJobs.PostAsync(_network.Chain, requester, OpenJobs.Order(Node)), GateRefusal.RequesterNotAuthority);
    }

    [Test]
    public async Task Job_to_an_offer_shows_both_passes_at_once()
    {
        var guest = await RequesterAsync("guest");
        await PolicyAsync(PrivacyLevel.P2p);
        await Cli.DoAsync(guest, "peering", "propose", NodeAddress.ToString());
        await Cli.DoAsync(Owner, "peering", "accept", NodeAddress.ToString(), "--requester", LocalKeys.Address(guest).ToString());
        var group = Address.Parse((await Cli.DoAsync(guest, "group", "create")).Text("group"));
        await Cli.DoAsync(guest, "group", "add", group.ToString(), NodeAddress.ToString(), "--role", "node");
        var offer = Address.Parse((await Cli.DoAsync(
            SeedActors.NodeOperator(Node), "market", "offer", "publish", SeedPlan.Markets[0].Name, "--node", NodeAddress.ToString(), "--price", "1000u", "--auto-accept", "true")).Text("offer"));

        var shut = await Assert.ThrowsAsync<TransactionFailedException>(() => PostToOfferAsync(guest, offer, group, GatePasses.None));
        var passes = new GatePasses(PeeringRecipes.AddressOf(NodeAddress, LocalKeys.Address(guest)), [], GroupRecipes.MemberOf(group, NodeAddress));
        var found = await new GateReader(_network.Chain.Rpc, Addresses).FindAsync(
            LocalKeys.Address(guest), group, NodeAddress, await NodeAsync(), await _network.Chain.ReadClockAsync(CancellationToken.None), CancellationToken.None);
        var job = await PostToOfferAsync(guest, offer, group, found.Passes!);
        var account = await JobAccounts.ReadAsync(_network.Chain, job.Address, CancellationToken.None);
        await ReleaseAsync(job);
        string[] post = ["job", "post", "--offer", offer.ToString(), "--image", $"rootfs:{ContentId.FromDigest(SHA256.HashData("offer"u8), ContentCodec.Json)}", "--max-seconds", "10", "--memory-mib", "48"];
        var posted = await Cli.DoAsync(guest, [.. post, "--", "/bin/true"]);
        var byCommand = await JobAccounts.ReadAsync(_network.Chain, Address.Parse(posted.Text("job")), CancellationToken.None);
        var stranger = await Cli.RefusedAsync(Refused, SeedActors.Requester, [.. post, "--yes", "--", "/bin/true"]);
        var preferring = await Cli.RefusedAsync(Usage, guest, [.. post, "--prefer", NodeAddress.ToString(), "--yes", "--", "/bin/true"]);
        Assert.Multiple(() =>
        {
            Assert.That((byCommand!.State, byCommand.Node, byCommand.Cap), Is.EqualTo((JobState.Assigned, NodeAddress, 10_000UL)));
            Assert.That(posted.Text("cap"), Is.EqualTo("10000"));
            Assert.That(stranger, Does.Contain("NoPeering").And.Contain("hypernode peering propose"));
            Assert.That(preferring, Does.Contain("--prefer"));
            Assert.That(shut!.Code, Is.EqualTo((uint)MarketsError.GateRefused));
            Assert.That(found.Passes, Is.EqualTo(passes with { Issuers = found.Passes!.Issuers }));
            Assert.That((account!.State, account.Node), Is.EqualTo((JobState.Assigned, NodeAddress)));
        });
    }

    /// <summary>The reader names the gate, and the program refuses whoever comes without a pass; the job stays open.</summary>
    private async Task AssertShutAsync(JobKey job, GateRefusal gate)
    {
        var verdict = await FindAsync(job);
        var refused = await Assert.ThrowsAsync<TransactionFailedException>(() => AcceptAsync(job, GatePasses.None));
        var account = await JobAccounts.ReadAsync(_network.Chain, job.Address, CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(verdict.Refusal, Is.EqualTo(gate));
            Assert.That(verdict.Passes, Is.Null);
            Assert.That(refused!.Code, Is.EqualTo((uint)MarketsError.GateRefused));
            Assert.That(account!.State, Is.EqualTo(JobState.Open));
        });
    }

    /// <summary>The reader finds the pass, and the program takes it.</summary>
    private async Task AssertOpensAsync(JobKey job, Address pass)
    {
        var passes = (await FindAsync(job)).Passes;
        Assert.That(passes?.Gate ?? passes?.Member, Is.EqualTo(pass));
        await AcceptAsync(job, passes!);
        var account = await JobAccounts.ReadAsync(_network.Chain, job.Address, CancellationToken.None);
        Assert.That(account!.Node, Is.EqualTo(NodeAddress));
        await ReleaseAsync(job);
    }

    private async Task<JobKey> PostToOfferAsync(string actor, Address address, Address group, GatePasses passes)
    {
        using var requester = LocalKeys.Signer(actor);
        var (key, chain, package) = (new JobKey(requester.Address, RandomNumberGenerator.GetBytes(16)), _network.Chain, OpenJobs.Package());
        var offer = Offer.DecodeAccount((await chain.Rpc.GetAccountAsync(address, CancellationToken.None)).Value!.Data.Span);
        var args = new PostJobToOfferArgs
        {
            Id = key.Id,
            Digests = package.Digests,
            Terms = JobActions.Terms(requester.Address, package, OpenJobs.Order() with { Group = group }, await chain.ReadClockAsync(CancellationToken.None)),
            MaxPricePerSecond = offer.PricePerSecond,
        };
        var post = new JobRecipes(Addresses with { Mint = chain.Endpoints.Mint }).PostToOffer(requester.Address, address, offer, args, passes);
        await chain.SendAsync("post to offer", requester, [post], [], CancellationToken.None);
        return key;
    }

    private async Task<GateVerdict> FindAsync(JobKey key)
    {
        var (job, node) = (await JobAccounts.ReadAsync(_network.Chain, key.Address, CancellationToken.None), await NodeAsync());
        return await new GateReader(_network.Chain.Rpc, Addresses).FindAsync(
            job!.Requester, job.Group, NodeAddress, node, await _network.Chain.ReadClockAsync(CancellationToken.None), CancellationToken.None);
    }

    private async Task AcceptAsync(JobKey job, GatePasses passes)
    {
        using var nodeOperator = LocalKeys.Signer(SeedActors.NodeOperator(Node));
        var accept = new JobRecipes(Addresses).Accept(NodeAddress, nodeOperator.Address, job.Address, OpenJobs.Order().Market, passes);
        await _network.Chain.SendAsync("accept", nodeOperator, [accept], [], CancellationToken.None);
    }

    /// <summary>Gives the job back, so that the node has room for the next.</summary>
    private async Task ReleaseAsync(JobKey key)
    {
        using var nodeOperator = LocalKeys.Signer(SeedActors.NodeOperator(Node));
        var job = (await JobAccounts.ReadAsync(_network.Chain, key.Address, CancellationToken.None))!;
        var release = MarketsInstructions.ReleaseJob(
            new ReleaseJobAccounts
            {
                Operator = nodeOperator.Address,
                Job = key.Address,
                Node = NodeAddress,
                Reputation = RegistryAddresses.FindReputationAddress(NodeAddress).Address,
                Escrow = MarketsAddresses.FindEscrowAddress(key.Address).Address,
                FunderToken = (Addresses with { Mint = _network.Chain.Endpoints.Mint }).HyperAccount(job.Funder),
                RentPayer = job.RentPayer,
            },
            new ReleaseJobArgs { Reason = (byte)ReleaseReason.Maintenance });
        await _network.Chain.SendAsync("release", nodeOperator, [release], [], CancellationToken.None);
    }

    private async Task<Node> NodeAsync() =>
        Client.Registry.Node.DecodeAccount((await _network.Chain.Rpc.GetAccountAsync(NodeAddress, CancellationToken.None)).Value!.Data.Span);

    /// <summary>Sets the node's level; to set what it has already is refused.</summary>
    private async Task PolicyAsync(PrivacyLevel level, params string[] more)
    {
        if ((await NodeAsync()).Privacy != level)
        {
            await Cli.DoAsync(Owner, ["node", "policy", "--node", NodeAddress.ToString(), "--privacy", level.ToString(), .. more]);
        }
    }

    /// <summary>Somebody with SOL and HYPER for some jobs.</summary>
    private async Task<string> RequesterAsync(string actor)
    {
        await Actors.FundAsync(_network.Chain, actor);
        await Actors.GrantAsync(_network.Chain, actor, Hyper);
        return actor;
    }

    private async Task<JobKey> PostAsync(string actor, JobPackage package)
    {
        using var requester = LocalKeys.Signer(actor);
        var key = new JobKey(requester.Address, RandomNumberGenerator.GetBytes(16));
        await JobActions.PostAsync(_network.Chain, requester, key, package, OpenJobs.Order(Node), CancellationToken.None);
        return key;
    }
}

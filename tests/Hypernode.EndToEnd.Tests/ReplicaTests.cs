using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;
using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Client.Staking;
using Hypernode.Content.Manifests;
using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Demo;
using Hypernode.Localnet.Keys;
using Hypernode.Localnet.Seeding;
using Hypernode.Protocol.Digests;
using Hypernode.Protocol.Recipes;
using Hypernode.Protocol.Trust;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Tokens;
using Hypernode.Solana.Transactions;
using Hypernode.TestKit;

namespace Hypernode.EndToEnd.Tests;

/// <summary>A job that several nodes run, and whose results must agree.</summary>
public sealed class ReplicaTests
{
    private const int Refused = 5;
    private const int NotFound = 6;
    private const int MaxSeconds = 30;
    private static readonly string[] Nodes = ["node-2", "node-3", "node-4"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private SeededNetwork _network = null!;
    private WatchedBalance _funder = null!;

    private CommandLine Cli => _network.Cli;

    [SetUp]
    public async Task StartAsync()
    {
        _network = await SeededNetwork.StartAsync();
        _funder = Hyper(SeedActors.Requester);
    }

    [TearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task Three_honest_nodes_agree_and_are_settled_though_one_is_killed_between_commitment_and_reveal()
    {
        var folders = Nodes.Select(_network.Folders).ToList();
        await _network.BuildRootfsAsync(folders[0]);
        WatchedBalance[] watched = [_funder, .. Nodes.Select(node => Hyper(SeedActors.NodePayout(node)))];
        var before = await BalanceSheet.ReadAsync(_network.Chain, watched, CancellationToken.None);
        var posted = await PostAsync(folders[0].RootfsTar, "/bin/sh", "-c", "echo the same everywhere > /out/said");
        var group = posted.Text("replicas");
        var jobs = posted.GetProperty("jobs").EnumerateArray().Select(job => Address.Parse(job.GetString()!)).ToList();

        Address killedJob;
        await using (var killed = Start(0))
        {
            killedJob = await FindAsync(jobs, JobState.Submitted, Nodes[0]);
            await RunJournals.WaitAsync(folders[0], killedJob, "submitted");
            ProcessSignals.Crash(killed.Process.Id);
            await killed.Process.WaitForExitAsync();
        }

        var hidden = await Cli.RefusedAsync(NotFound, SeedActors.Requester, "job", "result", killedJob.ToString(), "--out", Path.Combine(Cli.Folder, "early"));
        await using var second = Start(1);
        await using var third = Start(2);
        await FindAsync(jobs, JobState.Submitted, Nodes[1]);
        await FindAsync(jobs, JobState.Submitted, Nodes[2]);
        var committed = await Cli.DoAsync(SeedActors.Requester, "job", "replicas", "show", group);
        await using var restarted = Start(0);
        var settled = new List<Client.Markets.Job>();
        foreach (var job in jobs)
        {
            settled.Add(await JobAccounts.WaitAsync(_network.Chain, job, JobState.Settled, Patience, CancellationToken.None));
        }

        var shown = await Cli.DoAsync(SeedActors.Requester, "job", "replicas", "show", group);
        var after = await BalanceSheet.ReadAsync(_network.Chain, watched, CancellationToken.None);
        var life = (await JobLife.ReadAsync(_network.Chain, killedJob, CancellationToken.None)).Select(step => step.Step);
        var result = await Cli.DoAsync(SeedActors.Requester, "job", "result", killedJob.ToString(), "--out", Path.Combine(Cli.Folder, "result"));
        Assert.Multiple(() =>
        {
            Assert.That(hidden, Does.Contain("has not revealed"));
            Assert.That(committed.GetProperty("seats").EnumerateArray().Select(seat => seat.GetProperty("committed").GetBoolean()), Is.EqualTo(new[] { true, true, true }));
            Assert.That(shown.Text("status"), Is.EqualTo("Agreed"));
            Assert.That(shown.GetProperty("seats").EnumerateArray().Select(seat => seat.Text("result")).Distinct(StringComparer.Ordinal), Is.EqualTo(new[] { shown.Text("majority") }));
            Assert.That(life, Is.EqualTo(new[] { "post_job", "accept_job", "start_job", "submit_job", "reveal_result", "apply_tally", "settle_job" }));
            Assert.That(settled.Select(job => job.Node), Is.EquivalentTo(Nodes.Select(SeededNode.AddressOf)));
            Assert.That(settled.Select(job => job.CloseReason), Is.All.EqualTo(CloseReason.Settled));
            Assert.That(before[_funder] - after[_funder], Is.EqualTo(settled.Aggregate(BigInteger.Zero, (sum, job) => sum + Split.Of(job).Price)));
            foreach (var (balance, node) in watched[1..].Zip(Nodes))
            {
                var own = settled.Single(job => job.Node == SeededNode.AddressOf(node));
                Assert.That(after[balance] - before[balance], Is.EqualTo(Split.Of(own).Operator), node);
            }

            Assert.That(File.ReadAllText(Path.Combine(result.Text("folder"), "said")), Is.EqualTo("the same everywhere\n"));
        });

        WorkerProcess Start(int node) => WorkerProcess.Start(
            RepositoryFolder.Path, folders[node], _network.EndpointsPath, Nodes[node], ExecutorKind.Sandbox);
    }

    [Test]
    public async Task A_replica_that_lies_is_refunded_and_leaves_a_fault()
    {
        var before = await BalanceSheet.ReadAsync(_network.Chain, [_funder], CancellationToken.None);
        var image = ContentId.FromDigest(SHA256.HashData("image"u8), ContentCodec.Json);
        var posted = await PostAsync($"rootfs:{image}", "/bin/true");
        var group = posted.Text("replicas");
        var jobs = posted.GetProperty("jobs").EnumerateArray().Select(job => Address.Parse(job.GetString()!)).ToList();
        var (truth, lie) = (SHA256.HashData("truth"u8), SHA256.HashData("lie"u8));
        byte[][] results = [truth, lie, truth];
        var salts = results.Select(_ => RandomNumberGenerator.GetBytes(32)).ToList();
        foreach (var seat in Enumerable.Range(0, Nodes.Length))
        {
            await CommitAsync(jobs[seat], Nodes[seat], Address.Parse(group), results[seat], salts[seat]);
        }

        var early = await Cli.RefusedAsync(Refused, SeedActors.Faucet, "job", "replicas", "tally", group, "--yes");
        var recipes = new ReplicaRecipes(Addresses());
        foreach (var seat in Enumerable.Range(0, Nodes.Length))
        {
            await SendAsync(SeedActors.NodeOperator(Nodes[seat]), recipes.Reveal(jobs[seat], Address.Parse(group), results[seat], salts[seat]));
        }

        var unsettled = await Cli.RefusedAsync(Refused, SeedActors.Requester, "job", "accept", jobs[0].ToString(), "--yes");
        var tallied = await Cli.DoAsync(SeedActors.Faucet, "job", "replicas", "tally", group);
        var applied = await Cli.DoAsync(SeedActors.Faucet, "job", "replicas", "apply", group);
        var again = await Cli.RefusedAsync(Refused, SeedActors.Faucet, "job", "replicas", "apply", group, "--yes");
        var liar = await JobAccounts.ReadAsync(_network.Chain, jobs[1], CancellationToken.None);
        var fault = (await _network.Chain.Rpc.GetAccountAsync(MarketsAddresses.FindFaultAddress(jobs[1], liar!.PostedSlot, liar.Attempt).Address, CancellationToken.None)).Value;
        await Cli.DoAsync(SeedActors.Requester, "job", "accept", jobs[0].ToString());
        await Cli.DoAsync(SeedActors.Faucet, "job", "crank", jobs[2].ToString());
        await Cli.DoAsync(SeedActors.Faucet, "job", "replicas", "close", group);
        var after = await BalanceSheet.ReadAsync(_network.Chain, [_funder], CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(early, Does.Contain("TallyTooSoon"));
            Assert.That(unsettled, Does.Contain("NotVerified"));
            Assert.That(tallied.Text("status"), Is.EqualTo("Agreed"));
            Assert.That(tallied.Text("majority"), Is.EqualTo(Convert.ToHexStringLower(truth)));
            Assert.That(
                applied.GetProperty("jobs").EnumerateArray().Select(job => (job.Text("state"), job.GetProperty("verified").GetBoolean())),
                Is.EqualTo(new[] { ("Submitted", true), ("Refunded", false), ("Submitted", true) }));
            Assert.That(again, Does.Contain("is applied"));
            Assert.That(liar.CloseReason, Is.EqualTo(CloseReason.QuorumMinority));
            Assert.That(Fault.DecodeAccount(fault!.Data.Span).Kind, Is.EqualTo(FaultKind.QuorumMinority));
            Assert.That(before[_funder] - after[_funder], Is.EqualTo(2 * (BigInteger)OpenJobs.PricePerSecond), "one second of each honest node");
        });
    }

    private Task<JsonElement> PostAsync(string image, params string[] command) => Cli.DoAsync(
        SeedActors.Requester,
        [
            "job", "post", "--market", "cpu-small", "--image", image, "--max-seconds", $"{MaxSeconds}", "--price", $"{OpenJobs.PricePerSecond}u",
            "--memory-mib", "48", "--replicas", "3", "--agree", "2", .. Nodes.SelectMany(node => (string[])["--prefer", SeededNode.AddressOf(node).ToString()]),
            "--", .. command,
        ]);

    /// <summary>Waits until one of the jobs is in a state on a node.</summary>
    private async Task<Address> FindAsync(IReadOnlyList<Address> jobs, JobState state, string node)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < Patience)
        {
            foreach (var address in jobs)
            {
                if (await JobAccounts.ReadAsync(_network.Chain, address, CancellationToken.None) is { } job && job.State == state && job.Node == SeededNode.AddressOf(node))
                {
                    return address;
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        throw new AssertionException($"{node} has no job that is {state}");
    }

    /// <summary>Runs a replica by hand: whatever its result is, the chain sees a commitment.</summary>
    private async Task CommitAsync(Address job, string node, Address group, byte[] result, byte[] salt)
    {
        var (hotKey, account) = (SeedActors.NodeOperator(node), SeededNode.AddressOf(node));
        var operatorKey = LocalKeys.Address(hotKey);
        var recipes = new JobRecipes(Addresses());
        var market = recipes.Addresses.Market(LocalKeys.Id(SeedPlan.Markets[0].Name));
        await SendAsync(hotKey, recipes.Accept(account, operatorKey, job, market, GatePasses.None, group));
        await SendAsync(hotKey, recipes.Start(account, operatorKey, job));
        var running = (await JobAccounts.ReadAsync(_network.Chain, job, CancellationToken.None))!;
        var run = new RunKey(_network.Chain.Endpoints.Genesis, MarketsProgram.Id, job, running.PostedSlot, account, running.Attempt);
        await SendAsync(hotKey, recipes.Submit(account, operatorKey, job, new Submission
        {
            ResultDigest = ProtocolDigests.Commit(run, result, salt),
            LogsDigest = SHA256.HashData("logs"u8),
            ExitCode = 0,
            OutputBytes = 0,
            MeteredSeconds = 1,
            Codec = 0,
        }, group));
    }

    private async Task SendAsync(string actor, Instruction instruction)
    {
        using var signer = LocalKeys.Signer(actor);
        await _network.Chain.SendAsync("replica", signer, [instruction], [], CancellationToken.None);
    }

    private JobAddresses Addresses() => new(MarketsProgram.Id, RegistryProgram.Id, StakingProgram.Id, _network.Chain.Endpoints.Mint);

    private WatchedBalance Hyper(string actor) =>
        new(actor, BalanceUnit.Hyper, AssociatedToken.Find(LocalKeys.Address(actor), _network.Chain.Endpoints.Mint));
}

using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Content.Manifests;
using Hypernode.Content.Stores;
using Hypernode.Localnet.Demo;
using Hypernode.Localnet.Keys;
using Hypernode.Localnet.Seeding;
using Hypernode.Protocol.Specs;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Tokens;
using Hypernode.TestKit;
using JobKey = Hypernode.Localnet.Demo.JobKey;

namespace Hypernode.EndToEnd.Tests;

/// <summary>Two workers want the same jobs: each job is run by one of them, once, and whoever loses an accept loses nothing else.</summary>
/// <remarks>A few jobs, or as many as <c>HYPERNODE_COMPETITION_JOBS</c> says, which <c>make competition</c> sets to 200.</remarks>
public sealed class CompetitionTests
{
    private const int RunsAtOnce = 4;
    private const int MaxSeconds = 60;
    private const ulong PricePerSecond = 100_003;
    private const int PostsAtOnce = 8;

    /// <summary>Of so many jobs some are wanted by both workers; of a few, chance may keep them apart.</summary>
    private const int Many = 100;
    private const string AnotherWon = "another node won, or the job ended";
    private static readonly string[] Nodes = ["node-3", "node-4"];
    private static readonly string[] Life = ["post_job", "accept_job", "start_job", "submit_job", "settle_job"];
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PatienceForEach = TimeSpan.FromSeconds(90);

    [Test]
    public async Task Two_workers_run_every_job_exactly_once()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("HYPERNODE_COMPETITION_JOBS") ?? "24", CultureInfo.InvariantCulture);
        await using var network = await SeededNetwork.StartAsync();
        foreach (var node in Nodes)
        {
            await network.Cli.DoAsync(
                SeedActors.NodeAuthority(node), "node", "policy", "--node", SeededNode.AddressOf(node).ToString(),
                "--max-runs", RunsAtOnce.ToString(CultureInfo.InvariantCulture));
        }

        var folders = Nodes.Select(network.Folders).ToList();
        await network.BuildRootfsAsync(folders[0]);
        var package = await StoreAsync(folders[0]);
        var watched = Watch(network);
        var before = await BalanceSheet.ReadAsync(network.Chain, [.. watched.Values], CancellationToken.None);
        var jobs = await PostAsync(network, package, count);

        var start = TimeProvider.System.GetTimestamp();
        var workers = Nodes.Zip(folders, (node, own) => WorkerProcess.Start(
            RepositoryFolder.Path, own, network.EndpointsPath, node, ExecutorKind.Sandbox, RunsAtOnce)).ToList();
        try
        {
            await SettleAsync(network, jobs);
            await WaitUntilClosedAsync(folders, count);
        }
        finally
        {
            // Each ends on its own terms: it waits for the runs it has.
            await Task.WhenAll(workers.Select(worker => worker.DisposeAsync().AsTask()));
        }

        await TestContext.Out.WriteLineAsync($"{count} jobs in {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.0} s");
        var after = await BalanceSheet.ReadAsync(network.Chain, [.. watched.Values], CancellationToken.None);
        var expected = watched.Keys.ToDictionary(name => name, _ => BigInteger.Zero, StringComparer.Ordinal);
        var lives = new List<IEnumerable<string>>();
        var exitCodes = new List<int>();
        foreach (var job in jobs)
        {
            var settled = (await JobAccounts.ReadAsync(network.Chain, job.Address, CancellationToken.None))!;
            exitCodes.Add(settled.ExitCode);
            var split = Split.Of(settled);
            expected[SeedActors.Requester] -= split.Price;
            expected[NameOf(settled.Node)] += split.Operator;
            expected[ShardName(JobActions.ShardOf(job.Address))] += split.Fees;
            lives.Add((await JobLife.ReadAsync(network.Chain, job.Address, CancellationToken.None)).Select(step => step.Step));
        }

        var ends = folders.SelectMany(RunJournals.Ends).ToList();
        Assert.Multiple(async () =>
        {
            Assert.That(lives, Is.All.EqualTo(Life), "one accept, one start, one submission, one settlement each");
            Assert.That(exitCodes, Is.All.Zero);
            foreach (var (name, balance) in watched)
            {
                Assert.That(after[balance] - before[balance], Is.EqualTo(expected[name]), name);
            }

            Assert.That(ends.Count(HasClosed), Is.EqualTo(count), "runs that came to their end");
            var others = ends.Where(end => !HasClosed(end)).ToList();
            Assert.That(others, Is.All.EqualTo(("abandoned", AnotherWon)), "the others lost their accept and nothing else");
            if (count >= Many)
            {
                Assert.That(others, Is.Not.Empty, "the workers never wanted the same job: this test shows nothing");
            }

            foreach (var (node, own) in Nodes.Zip(folders))
            {
                Assert.That(Directory.EnumerateFileSystemEntries(Path.Combine(own.Worker, "state", "sandbox", "sandboxes")), Is.Empty, $"sandboxes of {node}");
                await AssertUnpunishedAsync(network, node);
            }
        });
    }

    /// <summary>A program that ends at once and leaves nothing.</summary>
    private static async Task<JobPackage> StoreAsync(DemoFolders folders)
    {
        var store = new ContentStore(folders.Content, TimeProvider.System);
        await using var tar = File.OpenRead(folders.RootfsTar);
        var spec = new JobSpec
        {
            Image = ImageReference.Rootfs(await store.PutAsync(tar, Manifest.BundleMime, CancellationToken.None)),
            Command = ["/bin/true"],
            Outputs = new OutputBounds(1 << 20, 1),
            Resources = new SpecResources(500, 48 << 20, 8 << 20),
            MaxSeconds = MaxSeconds,
        };
        store.PutBlob(spec.ToCanonicalBytes());
        return new JobPackage(spec, new JobDigests { Image = spec.Image.Digest, Input = spec.InputDigest, Spec = spec.Digest });
    }

    private static async Task<IReadOnlyList<JobKey>> PostAsync(SeededNetwork network, JobPackage package, int count)
    {
        using var requester = LocalKeys.Signer(SeedActors.Requester);
        var market = SeedPlan.Markets[0];
        var order = new JobOrder(
            MarketsAddresses.FindMarketAddress(LocalKeys.Id(market.Name)).Address, market.Requirements, PricePerSecond, [.. Nodes.Select(SeededNode.AddressOf)]);
        var jobs = Enumerable.Range(0, count).Select(_ => new JobKey(requester.Address, RandomNumberGenerator.GetBytes(16))).ToList();
        foreach (var some in jobs.Chunk(PostsAtOnce))
        {
            await Task.WhenAll(some.Select(job => JobActions.PostAsync(network.Chain, requester, job, package, order, CancellationToken.None)));
        }

        return jobs;
    }

    /// <summary>Accepts every result as it comes: a submitted job keeps a place of its node until then.</summary>
    private static async Task SettleAsync(SeededNetwork network, IReadOnlyList<JobKey> jobs)
    {
        using var requester = LocalKeys.Signer(SeedActors.Requester);
        var open = jobs.ToDictionary(job => job.Address);
        var last = TimeProvider.System.GetTimestamp();
        while (open.Count > 0)
        {
            var submitted = await SubmittedAsync(network, open.Keys);
            await Task.WhenAll(submitted.Select(found => JobActions.SettleAsync(network.Chain, requester, open[found.Address], found.Job, CancellationToken.None)));
            foreach (var (address, _) in submitted)
            {
                open.Remove(address);
                last = TimeProvider.System.GetTimestamp();
            }

            Assert.That(TimeProvider.System.GetElapsedTime(last), Is.LessThan(PatienceForEach), $"{open.Count} jobs wait for nobody");
            await Task.Delay(LookPeriod, TimeProvider.System);
        }
    }

    /// <summary>Waits until the workers have seen that every job is settled.</summary>
    private static async Task WaitUntilClosedAsync(IReadOnlyList<DemoFolders> folders, int count)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (folders.SelectMany(RunJournals.Ends).Count(HasClosed) < count && TimeProvider.System.GetElapsedTime(start) < PatienceForEach)
        {
            await Task.Delay(LookPeriod, TimeProvider.System);
        }
    }

    private static bool HasClosed((string Phase, string? Reason) end) => string.Equals(end.Phase, "closed", StringComparison.Ordinal);

    private static async Task<IReadOnlyList<(Address Address, Client.Markets.Job Job)>> SubmittedAsync(SeededNetwork network, IEnumerable<Address> jobs)
    {
        const int mostAccounts = 100;
        var found = new List<(Address, Client.Markets.Job)>();
        foreach (var some in jobs.Chunk(mostAccounts))
        {
            var accounts = (await network.Chain.Rpc.GetAccountsAsync(some, null, null, CancellationToken.None)).Value;
            found.AddRange(some.Zip(accounts, (address, account) => (address, Client.Markets.Job.DecodeAccount(account!.Data.Span)))
                .Where(pair => pair.Item2.State == JobState.Submitted));
        }

        return found;
    }

    private static Dictionary<string, WatchedBalance> Watch(SeededNetwork network)
    {
        var mint = network.Chain.Endpoints.Mint;
        var watched = new Dictionary<string, WatchedBalance>(StringComparer.Ordinal)
        {
            [SeedActors.Requester] = new(SeedActors.Requester, BalanceUnit.Hyper, AssociatedToken.Find(LocalKeys.Address(SeedActors.Requester), mint)),
        };
        foreach (var node in Nodes)
        {
            watched[node] = new(node, BalanceUnit.Hyper, AssociatedToken.Find(LocalKeys.Address(SeedActors.NodePayout(node)), mint));
        }

        for (byte shard = 0; shard < SeedPlan.FeeShards; shard++)
        {
            watched[ShardName(shard)] = new(ShardName(shard), BalanceUnit.Hyper, MarketsAddresses.FindFeeVaultAddress(shard).Address);
        }

        return watched;
    }

    private static string ShardName(byte shard) => string.Create(CultureInfo.InvariantCulture, $"fee vault {shard}");

    private static string NameOf(Address node) => Nodes.Single(name => SeededNode.AddressOf(name) == node);

    private static async Task AssertUnpunishedAsync(SeededNetwork network, string node)
    {
        var address = SeededNode.AddressOf(node);
        var accounts = (await network.Chain.Rpc.GetAccountsAsync(
            [address, RegistryAddresses.FindReputationAddress(address).Address], null, null, CancellationToken.None)).Value;
        var reputation = Reputation.DecodeAccount(accounts[1]!.Data.Span);
        Assert.That(
            (reputation.Failed, reputation.TimedOut, reputation.Invalid, reputation.Declined), Is.EqualTo((0UL, 0UL, 0UL, 0UL)), $"record of {node}");
        Assert.That(Node.DecodeAccount(accounts[0]!.Data.Span).ActiveRuns, Is.Zero, $"runs of {node}");
    }
}

using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;
using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Client.Staking;
using Hypernode.Content.Manifests;
using Hypernode.Localnet.Demo;
using Hypernode.Localnet.Keys;
using Hypernode.Localnet.Seeding;
using Hypernode.Protocol.Recipes;
using Hypernode.Protocol.Trust;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Tokens;
using Hypernode.Solana.Transactions;
using Hypernode.TestKit;

namespace Hypernode.EndToEnd.Tests;

/// <summary>Templates, sessions, credits and batches, through the command line.</summary>
public sealed class RequesterCommandTests
{
    private const int Usage = 2;
    private const int Refused = 5;
    private const int NotFound = 6;
    private const int VerificationFailed = 10;
    private const string Node = "node-2";
    private static readonly TimeSpan PastDay = TimeSpan.FromSeconds(86_405);
    private static readonly TimeSpan PastShelf = TimeSpan.FromDays(142);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private SeededNetwork _network = null!;

    private CommandLine Cli => _network.Cli;

    [SetUp]
    public async Task StartAsync() => _network = await SeededNetwork.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task Template_earns_its_royalty_is_rated_once_and_takes_no_jobs_once_yanked()
    {
        const string publisher = "staker-50000";
        var published = await Cli.DoAsync(
            publisher, "template", "publish", "--image", Image("template"), "--royalty", "10%", "--max-seconds", "60", "--memory-mib", "48", "--", "/bin/true");
        var template = published.Text("template");
        await Cli.RefusedAsync(
            Usage, SeedActors.Requester, "job", "post", "--market", "cpu-small", "--template", template, "--max-seconds", "10", "--yes");
        var job = Address.Parse((await Cli.DoAsync(
            SeedActors.Requester, "job", "post", "--market", "cpu-small", "--template", template, "--price", $"{OpenJobs.PricePerSecond}u", "--prefer", NodeAddress)).Text("job"));
        await RunByHandAsync(job);
        var before = await HyperAsync(publisher);
        await Cli.RefusedAsync(Refused, SeedActors.Requester, "template", "rate", template, "5", "--job", job.ToString(), "--yes");
        await Cli.DoAsync(SeedActors.Requester, "job", "accept", job.ToString());
        var rated = await Cli.DoAsync(SeedActors.Requester, "template", "rate", template, "4", "--job", job.ToString());
        var twice = await Cli.RunAsync(SeedActors.Requester, "template", "rate", template, "5", "--job", job.ToString(), "--yes");
        var stranger = await Cli.RefusedAsync(Refused, SeedActors.Requester, "template", "yank", template, "--yes");
        await Cli.DoAsync(publisher, "template", "yank", template);
        var late = await Cli.RefusedAsync(Refused, SeedActors.Requester, "job", "post", "--market", "cpu-small", "--template", template, "--yes");
        var shown = await Cli.DoAsync(SeedActors.Requester, "template", "show", template);
        var listed = (await Cli.DoAsync(SeedActors.Requester, "template", "list")).GetProperty("templates").GetArrayLength();
        var all = (await Cli.DoAsync(SeedActors.Requester, "template", "list", "--all")).GetProperty("templates").GetArrayLength();
        var early = await Cli.RefusedAsync(Refused, publisher, "template", "close", template, "--yes");
        await Cli.DoAsync(SeedActors.Faucet, "template", "close-rating", template, "--requester", LocalKeys.Address(SeedActors.Requester).ToString());
        await _network.Control.TravelAsync(PastShelf, CancellationToken.None);
        await Cli.DoAsync(publisher, "template", "close", template);
        var gone = await Cli.RefusedAsync(NotFound, SeedActors.Requester, "template", "show", template);
        Assert.Multiple(async () =>
        {
            // 1,000 base units: 150 for the treasury with the orchestrator's part, 50 for the incentive, a tenth of the other 800.
            Assert.That(await HyperAsync(publisher) - before, Is.EqualTo((BigInteger)80));
            Assert.That(rated.GetProperty("ratings").GetInt32(), Is.EqualTo(1));
            Assert.That(twice.ExitCode, Is.EqualTo(Refused), twice.Error);
            Assert.That(stranger, Does.Contain("NotPublisher"));
            Assert.That(late, Does.Contain("TemplateYanked"));
            Assert.That((shown.Units("uses"), shown.Units("stars"), shown.GetProperty("yanked").GetBoolean()), Is.EqualTo((1UL, 4UL, true)));
            Assert.That((listed, all), Is.EqualTo((0, 1)));
            Assert.That(early, Does.Contain("DeadlineNotPassed"));
            Assert.That(gone, Does.Contain("no template"));
        });
    }

    [Test]
    public async Task Session_key_posts_and_cancels_for_its_owner_within_its_acts_and_its_money()
    {
        var keyFile = Path.Combine(Cli.Folder, "session.json");
        var opened = await Cli.DoAsync(
            SeedActors.Requester, "session", "open", "--key-file", keyFile, "--allow", "post", "--allow", "cancel", "--spend", "0.07", "--hours", "1", "--sol", "0.1");
        var session = opened.Text("session");
        var owner = LocalKeys.Address(SeedActors.Requester);
        var before = await HyperAsync(SeedActors.Requester);
        string[] post =
        [
            "job", "post", "--market", "cpu-small", "--image", Image("session"), "--max-seconds", "60", "--memory-mib", "48", "--price", $"{OpenJobs.PricePerSecond}u",
            "--prefer", NodeAddress, "--session", session, "--wallet", keyFile,
        ];
        var posted = await Cli.DoAsync(SeedActors.Faucet, [.. post, "--", "/bin/true"]);
        var job = Address.Parse(posted.Text("job"));
        var account = (await JobAccounts.ReadAsync(_network.Chain, job, CancellationToken.None))!;
        var locked = before - await HyperAsync(SeedActors.Requester);
        var poor = await Cli.RunAsync(SeedActors.Faucet, [.. post, "--yes", "--", "/bin/true"]);
        var foreign = await Cli.RefusedAsync(Usage, SeedActors.Faucet, "job", "cancel", job.ToString(), "--session", session, "--yes");
        await Cli.DoAsync(SeedActors.Faucet, "job", "cancel", job.ToString(), "--session", session, "--wallet", keyFile);
        var back = await HyperAsync(SeedActors.Requester);
        var second = await OpenJobs.PostAsync(_network.Chain, null, Node);
        await OpenJobs.AcceptAsync(_network.Chain, second, Node);
        await OpenJobs.StartAsync(_network.Chain, second, Node);
        var unallowed = await Cli.RefusedAsync(
            Refused, SeedActors.Faucet, "job", "stop", second.Address.ToString(), "--session", session, "--wallet", keyFile, "--yes");
        var asKey = (await Cli.DoAsync(SeedActors.Faucet, "session", "list", "--as-key", "--wallet", keyFile)).GetProperty("sessions");
        await Cli.DoAsync(SeedActors.Requester, "session", "revoke", session);
        var token = (await _network.Chain.Rpc.GetAccountAsync(AssociatedToken.Find(owner, _network.Chain.Endpoints.Mint), CancellationToken.None)).Value!;
        Assert.Multiple(async () =>
        {
            Assert.That((account.Requester, account.Funder, account.RentPayer), Is.EqualTo((owner, owner, Address.Parse(opened.Text("key")))));
            Assert.That(locked, Is.EqualTo((BigInteger)OpenJobs.PricePerSecond * 60));
            Assert.That(poor.ExitCode, Is.Not.Zero, "0.07 HYPER are spent but for 0.01");
            Assert.That(foreign, Does.Contain("--wallet"));
            Assert.That(back, Is.EqualTo(before));
            Assert.That(unallowed, Does.Contain("SessionNotAllowed"));
            Assert.That(asKey[0].Text("owner"), Is.EqualTo(owner.ToString()));
            Assert.That(asKey[0].GetProperty("allows").EnumerateArray().Select(act => act.GetString()), Is.EqualTo(new[] { "post", "cancel" }));
            Assert.That(TokenAccount.Decode(default, token).DelegatedAmount, Is.Zero, "what the key may spend ends with its session");
            Assert.That((await Cli.DoAsync(SeedActors.Requester, "session", "list")).GetProperty("sessions").GetArrayLength(), Is.Zero);
        });
    }

    [Test]
    public async Task Credit_pays_its_payee_what_vouchers_add_and_returns_the_rest()
    {
        var payee = LocalKeys.Address(SeedActors.NodePayout(Node));
        var keyFile = Path.Combine(Cli.Folder, "vouchers.json");
        var start = await HyperAsync(SeedActors.Requester);
        var opened = await Cli.DoAsync(SeedActors.Requester, "credit", "open", payee.ToString(), "5", "--key-file", keyFile);
        var credit = opened.Text("credit");
        await Cli.DoAsync(SeedActors.Requester, "credit", "fund", credit, "2");
        var first = await VoucherAsync(credit, "1", keyFile);
        var slot = opened.GetProperty("openedSlot").GetUInt64().ToString(CultureInfo.InvariantCulture);
        var offline = await VoucherAsync(credit, "3", keyFile, "--opened-slot", slot);
        var before = await HyperAsync(SeedActors.NodePayout(Node));
        var paid = await Cli.DoAsync(SeedActors.Faucet, "credit", "redeem", first);
        var again = await Cli.RefusedAsync(Refused, SeedActors.Faucet, "credit", "redeem", first, "--yes");
        var more = await Cli.DoAsync(SeedActors.Faucet, "credit", "redeem", offline);
        var after = await HyperAsync(SeedActors.NodePayout(Node));
        var forged = Path.Combine(Cli.Folder, "forged.json");
        await File.WriteAllTextAsync(forged, (await File.ReadAllTextAsync(offline)).Replace("\"3000000\"", "\"4000000\"", StringComparison.Ordinal));
        var refused = await Cli.RefusedAsync(VerificationFailed, SeedActors.Faucet, "credit", "redeem", forged, "--yes");
        var early = await Cli.RefusedAsync(Refused, SeedActors.Requester, "credit", "close", credit, "--yes");
        await Cli.DoAsync(SeedActors.Requester, "credit", "request-close", credit);
        await _network.Control.TravelAsync(PastDay, CancellationToken.None);
        var closed = await Cli.DoAsync(SeedActors.Faucet, "credit", "close", credit);
        Assert.Multiple(async () =>
        {
            Assert.That((paid.Units("paid"), more.Units("paid")), Is.EqualTo((SeedPlan.Hyper, 2 * SeedPlan.Hyper)));
            // Of 3 HYPER a fifth: 10 % treasury, 5 % incentive, 5 % of an orchestrator that a credit has not.
            Assert.That(after - before, Is.EqualTo((BigInteger)(3 * SeedPlan.Hyper * 8 / 10)));
            Assert.That(again, Does.Contain("VoucherSpent"));
            Assert.That(refused, Does.Contain("not signed"));
            Assert.That(early, Does.Contain("CreditNotClosing"));
            Assert.That(closed.Units("returned"), Is.EqualTo(4 * SeedPlan.Hyper));
            Assert.That(start - await HyperAsync(SeedActors.Requester), Is.EqualTo((BigInteger)(3 * SeedPlan.Hyper)));
        });

        async Task<string> VoucherAsync(string address, string amount, string key, params string[] more)
        {
            var path = Path.Combine(Cli.Folder, $"voucher-{amount}.json");
            await Cli.DoAsync(SeedActors.Faucet, ["credit", "voucher", address, amount, "--key-file", key, "--out", path, .. more]);
            return path;
        }
    }

    [Test]
    public async Task Batch_runs_one_program_on_inputs_of_each_child_and_counts_how_they_ended()
    {
        var folders = _network.Folders("batch");
        await _network.BuildRootfsAsync(folders);
        var file = Path.Combine(Cli.Folder, "parts.jsonl");
        string[] words = ["north", "south"];
        foreach (var word in words)
        {
            var input = Path.Combine(Cli.Folder, word);
            Directory.CreateDirectory(input);
            await File.WriteAllTextAsync(Path.Combine(input, "word"), word);
            await File.AppendAllTextAsync(file, JsonSerializer.Serialize(new { inputs = new { part = input } }) + "\n");
        }

        string[] submit =
        [
            "job", "batch", "submit", file, "--market", "cpu-small", "--image", folders.RootfsTar, "--max-seconds", "30", "--memory-mib", "48",
            "--price", $"{OpenJobs.PricePerSecond}u", "--prefer", NodeAddress, "--queue-timeout", "600",
        ];
        var submitted = await Cli.DoAsync(SeedActors.Requester, [.. submit, "--", "/bin/cp", "/in/part/word", "/out/word"]);
        var batch = submitted.Text("batch");
        var resumed = await Cli.DoAsync(SeedActors.Requester, [.. submit, "--resume", batch, "--", "/bin/cp", "/in/part/word", "/out/word"]);
        await Cli.RefusedAsync(Usage, SeedActors.Requester, [.. submit, "--resume", batch, "--yes", "--", "/bin/true"]);
        var nothing = await Cli.RefusedAsync(Refused, SeedActors.Faucet, "job", "batch", "collect", batch, "--yes");
        var jobs = (await Cli.DoAsync(SeedActors.Faucet, "job", "batch", "status", batch)).GetProperty("jobs").EnumerateArray().Select(job => Address.Parse(job.Text("job"))).ToList();
        var said = new List<string>();
        await using (WorkerProcess.Start(RepositoryFolder.Path, folders, _network.EndpointsPath, Node, ExecutorKind.Sandbox, words.Length))
        {
            foreach (var job in jobs)
            {
                await JobAccounts.WaitAsync(_network.Chain, job, JobState.Submitted, Patience, CancellationToken.None);
                var result = await Cli.DoAsync(SeedActors.Requester, "job", "result", job.ToString(), "--out", Path.Combine(Cli.Folder, job.ToString()));
                said.Add(await File.ReadAllTextAsync(Path.Combine(result.Text("folder"), "word")));
                await Cli.DoAsync(SeedActors.Requester, "job", "accept", job.ToString());
            }
        }

        var stranger = await Cli.RefusedAsync(Refused, SeedActors.Faucet, "job", "batch", "close", batch, "--yes");
        var collected = await Cli.DoAsync(SeedActors.Faucet, "job", "batch", "collect", batch);
        var closed = await Cli.DoAsync(SeedActors.Faucet, "job", "batch", "close", batch);
        Assert.Multiple(() =>
        {
            Assert.That((submitted.GetProperty("posted").GetInt32(), resumed.GetProperty("posted").GetInt32()), Is.EqualTo((2, 0)));
            Assert.That(nothing, Does.Contain("no job of the batch ended"));
            Assert.That(said, Is.EqualTo(words));
            Assert.That(stranger, Does.Contain("BatchNotCollected"));
            Assert.That((collected.GetProperty("settled").GetInt32(), collected.GetProperty("refunded").GetInt32()), Is.EqualTo((2, 0)));
            Assert.That(closed.GetProperty("settled").GetInt32(), Is.EqualTo(2));
        });
    }

    private static string NodeAddress => SeededNode.AddressOf(Node).ToString();

    /// <summary>An image that nobody fetches.</summary>
    private static string Image(string name) => $"rootfs:{ContentId.FromDigest(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)), ContentCodec.Json)}";

    /// <summary>Accepts, starts and submits a job without running anything.</summary>
    private async Task RunByHandAsync(Address job)
    {
        var hotKey = SeedActors.NodeOperator(Node);
        var (node, key) = (SeededNode.AddressOf(Node), LocalKeys.Address(hotKey));
        var recipes = new JobRecipes(new JobAddresses(MarketsProgram.Id, RegistryProgram.Id, StakingProgram.Id, _network.Chain.Endpoints.Mint));
        var digest = SHA256.HashData("result"u8);
        foreach (var step in (Instruction[])
                 [
                     recipes.Accept(node, key, job, recipes.Addresses.Market(LocalKeys.Id(SeedPlan.Markets[0].Name)), GatePasses.None),
                     recipes.Start(node, key, job),
                     recipes.Submit(node, key, job, new Submission
                     {
                         ResultDigest = digest, LogsDigest = digest, ExitCode = 0, OutputBytes = 0, MeteredSeconds = 1, Codec = 0,
                     }),
                 ])
        {
            using var signer = LocalKeys.Signer(hotKey);
            await _network.Chain.SendAsync("run by hand", signer, [step], [], CancellationToken.None);
        }
    }

    private async Task<BigInteger> HyperAsync(string actor)
    {
        var balance = new WatchedBalance(actor, BalanceUnit.Hyper, AssociatedToken.Find(LocalKeys.Address(actor), _network.Chain.Endpoints.Mint));
        return (await BalanceSheet.ReadAsync(_network.Chain, [balance], CancellationToken.None))[balance];
    }
}

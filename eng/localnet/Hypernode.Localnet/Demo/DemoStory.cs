using System.Numerics;
using System.Security.Cryptography;
using Hypernode.Client.Markets;
using Hypernode.Content.Stores;
using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Keys;
using Hypernode.Localnet.Seeding;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Keys;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Rpc.Model;
using Hypernode.Solana.Tokens;

namespace Hypernode.Localnet.Demo;

/// <summary>What the demo shows in the end.</summary>
/// <param name="Life">Every transaction of the job.</param>
/// <param name="Changes">Every balance that was watched.</param>
/// <param name="Result">The verified result.</param>
/// <param name="OutputIsTrue">Whether the output equals the one worked out here.</param>
public sealed record DemoOutcome(IReadOnlyList<LifeStep> Life, IReadOnlyList<BalanceChange> Changes, ResultDownload Result, bool OutputIsTrue)
{
    /// <summary>True when every balance changed by exactly what was expected and the output is true.</summary>
    public bool IsExact => OutputIsTrue && Changes.All(change => change.IsExact);
}

/// <summary>One paid job from post to close, on a seeded local network with a worker of its own.</summary>
/// <param name="chain">The network.</param>
/// <param name="control">Its test controls, for the day between settlement and closing.</param>
/// <param name="folders">Where files lie.</param>
/// <param name="tell">Told what happens.</param>
public sealed class DemoStory(LocalChain chain, NetworkControl control, DemoFolders folders, Action<string> tell)
{
    private const string MarketName = "cpu-small";
    private const ulong PricePerSecond = 1_000_003;
    private const int MaxSeconds = 60;
    private const int MaxSignatures = 200;
    private const string Requester = "requester";
    private const string Payout = "node payout";
    private const string FeeVault = "fee vault";
    private const string Escrow = "escrow";
    private const string Operator = "node operator";
    private const string JobAccount = "job account";

    // The job account may be closed a day after the job ended; a minute more puts the clock past it.
    private static readonly TimeSpan CloseDelay = TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RunPatience = TimeSpan.FromSeconds(90);

    /// <summary>Posts, waits for the result, verifies it, settles and closes.</summary>
    /// <param name="node">Name of the seeded node whose worker runs.</param>
    /// <param name="cancellationToken">Stops the story.</param>
    public async Task<DemoOutcome> RunAsync(string node, CancellationToken cancellationToken)
    {
        using var requester = LocalKeys.Signer(SeedActors.Requester);
        var key = new JobKey(requester.Address, RandomNumberGenerator.GetBytes(16));
        var package = await PackAsync(cancellationToken);
        var watched = Watch(requester.Address, node, key);
        var before = await BalanceSheet.ReadAsync(chain, watched, cancellationToken);

        var order = new JobOrder(
            MarketsAddresses.FindMarketAddress(LocalKeys.Id(MarketName)).Address,
            SeedPlan.Markets.Single(m => string.Equals(m.Name, MarketName, StringComparison.Ordinal)).Requirements,
            PricePerSecond,
            [SeededNode.AddressOf(node)]);
        await JobActions.PostAsync(chain, requester, key, package, order, cancellationToken);
        tell($"posted job {key.Address}: sort {NumbersInput.Count} numbers, at most {PricePerSecond * MaxSeconds} base units");

        var submitted = await JobAccounts.WaitAsync(chain, key.Address, JobState.Submitted, RunPatience, cancellationToken);
        tell($"{node} submitted result {Convert.ToHexStringLower(submitted.ResultDigest)}");
        var result = await ResultDownload.FetchAsync(submitted, key, folders.Content, folders.Download, cancellationToken);
        tell("the requester downloaded it and recomputed the same digest");

        await JobActions.SettleAsync(chain, requester, key, submitted, cancellationToken);
        var settled = await JobAccounts.WaitAsync(chain, key.Address, JobState.Settled, RunPatience, cancellationToken);
        tell("the requester accepted it: the escrow is settled");

        await control.TravelAsync(CloseDelay, cancellationToken);
        await JobActions.CloseAsync(chain, requester, key, settled, cancellationToken);
        tell("a day later (by time travel) the job account was closed: all rent is back");

        var after = await BalanceSheet.ReadAsync(chain, watched, cancellationToken);
        var expected = await ExpectAsync(watched, settled, node, requester.Address, before.Slot, cancellationToken);
        return new DemoOutcome(
            await JobLife.ReadAsync(chain, key.Address, cancellationToken),
            [.. watched.Select(w => new BalanceChange(w, before[w], after[w], expected[w]))],
            result,
            File.ReadAllBytes(Path.Combine(result.Folder, NumbersInput.OutputName)).AsSpan().SequenceEqual(NumbersInput.ExpectedOutput(folders.Run)));
    }

    private async Task<JobPackage> PackAsync(CancellationToken cancellationToken)
    {
        NumbersInput.Write(folders.Input, folders.Run);
        var store = new ContentStore(folders.Content, TimeProvider.System);
        return await JobPackage.StoreAsync(store, folders.RootfsTar, folders.Input, MaxSeconds, cancellationToken);
    }

    private List<WatchedBalance> Watch(Address requester, string node, JobKey key)
    {
        var mint = chain.Endpoints.Mint;
        var payout = LocalKeys.Address(SeedActors.NodePayout(node));
        return
        [
            new(Requester, BalanceUnit.Hyper, AssociatedToken.Find(requester, mint)),
            new(Payout, BalanceUnit.Hyper, AssociatedToken.Find(payout, mint)),
            new(FeeVault, BalanceUnit.Hyper, MarketsAddresses.FindFeeVaultAddress(JobActions.ShardOf(key.Address)).Address),
            new(Escrow, BalanceUnit.Hyper, key.Escrow),
            new(Requester, BalanceUnit.Lamports, requester),
            new(Operator, BalanceUnit.Lamports, LocalKeys.Address(SeedActors.NodeOperator(node))),
            new(Escrow, BalanceUnit.Lamports, key.Escrow),
            new(JobAccount, BalanceUnit.Lamports, key.Address),
        ];
    }

    private async Task<Dictionary<WatchedBalance, BigInteger>> ExpectAsync(
        IEnumerable<WatchedBalance> watched, Job settled, string node, Address requester, ulong fromSlot, CancellationToken cancellationToken)
    {
        var split = Split.Of(settled);
        var operatorFees = await FeesSinceAsync(LocalKeys.Address(SeedActors.NodeOperator(node)), fromSlot, cancellationToken);
        var requesterFees = await FeesSinceAsync(requester, fromSlot, cancellationToken);
        return watched.ToDictionary(w => w, w => (w.Name, w.Unit) switch
        {
            (Requester, BalanceUnit.Hyper) => -split.Price,
            (Payout, BalanceUnit.Hyper) => split.Operator,
            (FeeVault, BalanceUnit.Hyper) => split.Fees,
            (Requester, BalanceUnit.Lamports) => -requesterFees,
            (Operator, BalanceUnit.Lamports) => -operatorFees,
            _ => BigInteger.Zero,
        });
    }

    /// <summary>Sum of the fees an address paid after a slot, its other transactions included: heartbeats cost, too.</summary>
    private async Task<BigInteger> FeesSinceAsync(Address payer, ulong slot, CancellationToken cancellationToken)
    {
        var options = new ReadOptions(Commitment.Confirmed);
        var sum = BigInteger.Zero;
        foreach (var row in await chain.Rpc.GetSignaturesForAddressAsync(payer, MaxSignatures, null, null, options, cancellationToken))
        {
            if (row.Slot <= slot)
            {
                continue;
            }

            var transaction = await chain.Rpc.GetTransactionAsync(row.Signature, options, cancellationToken)
                ?? throw new DemoException($"the chain lists {row.Signature} and does not know it");
            if (transaction.Transaction.Message.FeePayer == payer)
            {
                sum += transaction.Meta!.FeeLamports;
            }
        }

        return sum;
    }
}

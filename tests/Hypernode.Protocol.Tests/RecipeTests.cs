using Hypernode.Client.Markets;
using Hypernode.Protocol.Recipes;
using Hypernode.Protocol.Trust;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Tokens;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Tests;

public class RecipeTests
{
    private static readonly Address Markets = Jobs.Key(0x21);
    private static readonly Address Registry = Jobs.Key(0x22);
    private static readonly Address Staking = Jobs.Key(0x23);
    private static readonly Address Mint = Jobs.Key(0x24);
    private static readonly Address Job = Jobs.Key(0x25);
    private static readonly JobAddresses Addresses = new(Markets, Registry, Staking, Mint);
    private static readonly JobRecipes Recipes = new(Addresses);

    [Test]
    public void Addresses_FollowTheSeedsOfTheSpecification()
    {
        var id = Enumerable.Repeat((byte)7, 16).ToArray();
        Assert.That(Addresses.Job(Jobs.Key(1), id), Is.EqualTo(Find(Markets, "job"u8, Jobs.Key(1).ToArray(), id)));
        Assert.That(Addresses.Escrow(Job), Is.EqualTo(Find(Markets, "escrow"u8, Job.ToArray())));
        Assert.That(Addresses.Market(id), Is.EqualTo(Find(Markets, "market"u8, id)));
        Assert.That(Addresses.Reputation(Job), Is.EqualTo(Find(Registry, "reputation"u8, Job.ToArray())));
        Assert.That(Addresses.Bond(Job), Is.EqualTo(Find(Staking, "bond"u8, Job.ToArray())));
        Assert.That(Addresses.HyperAccount(Job), Is.EqualTo(AssociatedToken.Find(Job, Mint)));
    }

    [TestCase(8, 5)]
    [TestCase(4, 1)]
    [TestCase(1, 0)]
    public void Shard_IsToldByTheLastByteOfTheJob(byte shards, byte shard)
    {
        Assert.That(Addresses.FeeShard(Job, shards), Is.EqualTo(Find(Markets, "fees"u8, [shard])));
        Assert.That(Addresses.FeeVault(Job, shards), Is.EqualTo(Find(Markets, "fee_vault"u8, [shard])));
    }

    [Test]
    public void Accept_NamesReputationAndBondOfTheNode()
    {
        var built = Recipes.Accept(Jobs.Key(5), Jobs.Key(6), Job, Jobs.Key(2), new GatePasses(Jobs.Key(7), [], Jobs.Key(9)));
        Assert.That(Named(built, "operator"), Is.EqualTo(AccountMeta.Signer(Jobs.Key(6))));
        Assert.That(Named(built, "job"), Is.EqualTo(AccountMeta.Writable(Job)));
        Assert.That(Named(built, "reputation").Address, Is.EqualTo(Addresses.Reputation(Jobs.Key(5))));
        Assert.That(Named(built, "bond").Address, Is.EqualTo(Addresses.Bond(Jobs.Key(5))));
        Assert.That(Named(built, "gate").Address, Is.EqualTo(Jobs.Key(7)));
        Assert.That(Named(built, "member").Address, Is.EqualTo(Jobs.Key(9)));
        Assert.That(built.ProgramId, Is.EqualTo(Markets));
    }

    [Test]
    public void Accept_ShowsIssuersBehindTheDeclaredAccounts()
    {
        var passes = new GatePasses(Jobs.Key(7), [Jobs.Key(8), Jobs.Key(10)], null);
        var built = Recipes.Accept(Jobs.Key(5), Jobs.Key(6), Job, Jobs.Key(2), passes);
        Assert.That(built.Accounts.TakeLast(2), Is.EqualTo(new[] { AccountMeta.ReadOnly(Jobs.Key(8)), AccountMeta.ReadOnly(Jobs.Key(10)) }));
    }

    [Test]
    public void StartAndSubmit_NameJobAndNode()
    {
        var submission = new Submission { ResultDigest = new byte[32], LogsDigest = new byte[32], ExitCode = -1, OutputBytes = 1, MeteredSeconds = 2, Codec = 1 };
        var start = Recipes.Start(Jobs.Key(5), Jobs.Key(6), Job);
        var submit = Recipes.Submit(Jobs.Key(5), Jobs.Key(6), Job, submission);
        Assert.That(Named(start, "node").Address, Is.EqualTo(Jobs.Key(5)));
        Assert.That(Named(submit, "job"), Is.EqualTo(AccountMeta.Writable(Job)));
        Assert.That(SubmitJobArgs.Decode(submit.Data.Span).Submission.ExitCode, Is.EqualTo(-1));
    }

    [Test]
    public void Settle_PaysEverybodyIntoAssociatedAccounts()
    {
        var job = Jobs.Submitted() with { Orchestrator = Jobs.Key(8) };
        var built = Recipes.Settle(Jobs.Key(7), Job, job, Jobs.Key(9), 8);

        Assert.That(built, Has.Count.EqualTo(2));
        Assert.That(built[0].ProgramId, Is.EqualTo(ProgramIds.AssociatedToken));
        var settle = built[1];
        Assert.That(Named(settle, "payout_token"), Is.EqualTo(AccountMeta.Writable(AssociatedToken.Find(Jobs.Key(9), Mint))));
        Assert.That(Named(settle, "funder_token"), Is.EqualTo(AccountMeta.Writable(AssociatedToken.Find(job.Funder, Mint))));
        Assert.That(Named(settle, "orchestrator_token"), Is.EqualTo(AccountMeta.Writable(AssociatedToken.Find(Jobs.Key(8), Mint))));
        Assert.That(Named(settle, "fee_shard"), Is.EqualTo(AccountMeta.Writable(Addresses.FeeShard(Job, 8))));
        Assert.That(Named(settle, "rent_payer"), Is.EqualTo(AccountMeta.Writable(job.RentPayer)));
        Assert.That(Named(settle, "funder"), Is.EqualTo(AccountMeta.ReadOnly(Markets)), "absent");
        Assert.That(Named(settle, "mint"), Is.EqualTo(AccountMeta.ReadOnly(Markets)), "absent");
    }

    [Test]
    public void Settle_WithAMissingAccount_BringsWhatItsCreationNeeds()
    {
        var job = Jobs.Submitted();
        var settle = Recipes.Settle(Jobs.Key(7), Job, job, Jobs.Key(9), 8, MissingAccounts.Funder)[1];
        Assert.That(Named(settle, "funder"), Is.EqualTo(AccountMeta.ReadOnly(job.Funder)));
        Assert.That(Named(settle, "orchestrator"), Is.EqualTo(AccountMeta.ReadOnly(Markets)), "absent");
        Assert.That(Named(settle, "orchestrator_token"), Is.EqualTo(AccountMeta.ReadOnly(Markets)), "absent");
        Assert.That(Named(settle, "mint"), Is.EqualTo(AccountMeta.ReadOnly(Mint)));
        Assert.That(Named(settle, "associated_token_program"), Is.EqualTo(AccountMeta.ReadOnly(ProgramIds.AssociatedToken)));
        Assert.That(Named(settle, "system_program"), Is.EqualTo(AccountMeta.ReadOnly(ProgramIds.System)));
    }

    private static AccountMeta Named(Instruction instruction, string account)
    {
        var names = MarketsInstructions.Decode(instruction.Data.Span).AccountNames;
        Assert.That(names, Has.Count.EqualTo(instruction.Accounts.Count));
        return instruction.Accounts[names.ToList().IndexOf(account)];
    }

    private static Address Find(Address program, ReadOnlySpan<byte> name, params ReadOnlySpan<byte[]> seeds)
    {
        List<ReadOnlyMemory<byte>> all = [name.ToArray()];
        foreach (var seed in seeds)
        {
            all.Add(seed);
        }

        return ProgramAddress.Find(program, [.. all]).Address;
    }
}

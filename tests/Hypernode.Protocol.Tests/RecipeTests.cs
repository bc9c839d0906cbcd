using Hypernode.Client.Markets;
using Hypernode.Protocol.Recipes;
using Hypernode.Protocol.Trust;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc.Model;
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
    public void Verdict_IsCommittedAndRevealedAtTheAddressOfItsRound()
    {
        var job = Jobs.Submitted() with { PostedSlot = 1_000 };
        var owner = Jobs.Key(7);
        var at = Find(Markets, "verdict"u8, Job.ToArray(), BitConverter.GetBytes(1_000UL), [2], owner.ToArray());
        var committed = new VerdictCommitment
        {
            Version = 1,
            Bump = 255,
            Round = 2,
            Job = Job,
            PostedSlot = 1_000,
            Voter = owner,
            Commitment = new byte[32],
            RevealUntil = 5_000,
            RentPayer = Jobs.Key(8),
            Changes = 1,
            Reserved = new byte[12],
        };
        var commit = Recipes.CommitVerdict(owner, Job, job, 2, [.. Enumerable.Repeat((byte)9, 32)]);
        var cast = Recipes.CastVerdict(Job, job, committed, valid: true, [.. Enumerable.Repeat((byte)3, 32)]);
        var close = Recipes.CloseVerdict(at, committed);
        Assert.That(Named(commit, "verdict_commitment"), Is.EqualTo(AccountMeta.Writable(at)));
        Assert.That(Named(commit, "challenge"), Is.EqualTo(AccountMeta.ReadOnly(Recipes.ChallengeOf(Job))));
        Assert.That(Named(cast, "verdict_commitment"), Is.EqualTo(AccountMeta.Writable(at)));
        Assert.That(Named(cast, "owner"), Is.EqualTo(AccountMeta.Signer(owner)));
        Assert.That(Named(cast, "rent_payer"), Is.EqualTo(AccountMeta.Writable(Jobs.Key(8))));
        Assert.That(CastVerdictArgs.Decode(cast.Data.Span).Valid, Is.True);
        Assert.That(Named(close, "rent_payer"), Is.EqualTo(AccountMeta.Writable(Jobs.Key(8))));
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

    [Test]
    public void Settle_OfATemplate_PaysItsPublisher()
    {
        var job = Jobs.Submitted() with { Origin = Origin.Template, Parent = Jobs.Key(0x31) };
        var settle = Recipes.Settle(Jobs.Key(7), Job, job, Jobs.Key(9), 8, MissingAccounts.Publisher, publisher: Jobs.Key(0x32))[1];
        Assert.That(Named(settle, "template"), Is.EqualTo(AccountMeta.ReadOnly(Jobs.Key(0x31))));
        Assert.That(Named(settle, "royalty_token"), Is.EqualTo(AccountMeta.Writable(AssociatedToken.Find(Jobs.Key(0x32), Mint))));
        Assert.That(Named(settle, "publisher"), Is.EqualTo(AccountMeta.ReadOnly(Jobs.Key(0x32))));
        Assert.That(Named(settle, "funder"), Is.EqualTo(AccountMeta.ReadOnly(Markets)), "absent");
    }

    [Test]
    public void Settle_OfAClosedTemplate_NamesItsEmptyPlaceAndPaysNoRoyalty()
    {
        var job = Jobs.Submitted() with { Origin = Origin.Template, Parent = Jobs.Key(0x31) };
        var leftOver = new AccountInfo(ProgramIds.System, 1, Executable: false, RentEpoch: 0, Data: default, Space: 0);
        var settle = Recipes.Settle(Jobs.Key(7), Job, job, Jobs.Key(9), 8, publisher: TemplateRecipes.PublisherOf(leftOver))[1];
        Assert.Multiple(() =>
        {
            Assert.That(TemplateRecipes.PublisherOf(null), Is.Null);
            Assert.That(Named(settle, "template"), Is.EqualTo(AccountMeta.ReadOnly(Jobs.Key(0x31))));
            Assert.That(Named(settle, "royalty_token"), Is.EqualTo(AccountMeta.ReadOnly(Markets)), "absent");
        });
    }

    [Test]
    public void Post_UnderASession_IsSignedByItsKeyAlone()
    {
        var session = new SessionKey(Jobs.Key(0x33), Jobs.Key(0x34));
        var key = Jobs.Key(0x35);
        var post = new PostJobArgs
        {
            Id = new byte[16],
            Digests = new JobDigests { Image = new byte[32], Input = new byte[32], Spec = new byte[32] },
            Terms = Terms(session.Owner),
            Preferred = [],
        };
        var under = Recipes.Post(key, key, Jobs.Key(2), post, session);
        var alone = Recipes.Post(session.Owner, session.Owner, Jobs.Key(2), post);
        Assert.Multiple(() =>
        {
            Assert.That(Named(under, "requester"), Is.EqualTo(AccountMeta.ReadOnly(session.Owner)));
            Assert.That(Named(under, "funder"), Is.EqualTo(AccountMeta.Signer(key)));
            Assert.That(Named(under, "funder_token").Address, Is.EqualTo(AssociatedToken.Find(session.Owner, Mint)));
            Assert.That(Named(under, "session"), Is.EqualTo(AccountMeta.ReadOnly(session.Session)));
            Assert.That(under.Accounts.Where(meta => meta.IsSigner).Select(meta => meta.Address), Is.All.EqualTo(key));
            Assert.That(Named(alone, "requester"), Is.EqualTo(AccountMeta.Signer(session.Owner)));
            Assert.That(Named(alone, "session"), Is.EqualTo(AccountMeta.ReadOnly(Markets)), "absent");
        });
    }

    [Test]
    public void Redeem_ChecksTheSignatureRightBeforeTheRedemption()
    {
        var credit = new Credit
        {
            Version = 1,
            Bump = 255,
            VaultBump = 255,
            Owner = Jobs.Key(1),
            Payee = Jobs.Key(2),
            Id = new byte[16],
            SessionKey = Jobs.Key(3),
            Deposited = 10,
            Redeemed = 0,
            OpenedSlot = 7,
            CloseAt = 0,
            TreasuryBps = 0,
            IncentiveBps = 0,
            OrchestratorBps = 0,
            StakerBps = 0,
            RentPayer = Jobs.Key(1),
            Changes = 1,
            Reserved = new byte[12],
        };
        var (address, genesis) = (Jobs.Key(4), new Hash(new byte[32]));
        var signature = new Signature(Enumerable.Repeat((byte)9, Signature.Length).ToArray());
        var built = new CreditRecipes(Addresses).Redeem(Jobs.Key(5), address, credit, genesis, 4, signature, 8);
        var data = built[1].Data.ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(built.Select(call => call.ProgramId), Is.EqualTo(new[] { ProgramIds.AssociatedToken, ProgramIds.Ed25519Verification, MarketsProgram.Id }));
            // One signature; offset and index of signature, key and message, with the message's size: all indices are 0xFFFF.
            Assert.That(Convert.ToHexStringLower(data[..16]), Is.EqualTo("0100" + "3000ffff" + "1000ffff" + "70002000ffff"));
            Assert.That(data[16..48], Is.EqualTo(credit.SessionKey.ToArray()));
            Assert.That(data[48..112], Is.EqualTo(signature.Bytes.ToArray()));
            Assert.That(data[112..], Is.EqualTo(CreditRecipes.Voucher(genesis, address, 7, 4)));
        });
    }

    private static JobTerms Terms(Address funder) => new()
    {
        PricePerSecond = 1,
        MaxRunSeconds = 1,
        QueueTimeoutSeconds = 0,
        ExclusiveSeconds = 0,
        SlaStartSeconds = 0,
        SlaCreditBps = 0,
        RoyaltyBps = 0,
        AuditBps = 0,
        Requirements = new Requirements
        {
            GpuCount = 0,
            VramMib = 0,
            CpuCores = 1,
            RamMib = 1,
            DiskGib = 1,
            Region = 0,
            ArchMask = 0,
            VendorMask = 0,
            StakeTier = 0,
            ReputationTier = 0,
            ProofsMask = 0,
        },
        Verification = 1,
        Origin = (byte)Origin.Direct,
        Codec = 0,
        Sealed = false,
        Funder = funder,
        Orchestrator = default,
        Group = default,
        Parent = default,
        ValidUntilAt = 1,
    };

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

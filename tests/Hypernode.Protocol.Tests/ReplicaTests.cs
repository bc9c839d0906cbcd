using Hypernode.Client.Markets;
using Hypernode.Content.Manifests;
using Hypernode.Protocol.Cranks;
using Hypernode.Protocol.Documents;
using Hypernode.Protocol.Jobs;
using Hypernode.Protocol.Matching;
using Hypernode.Protocol.Results;
using Hypernode.Solana.Addresses;

namespace Hypernode.Protocol.Tests;

/// <summary>What a replica is compared by, and what its group says about it.</summary>
public class ReplicaTests
{
    private const long CommitUntil = 10_000;
    private static readonly Address Authority = Jobs.Key(0x41);

    [Test]
    public void Result_IsTheSameForAnotherJobNodeAndAttempt()
    {
        var core = Core();
        var other = core with { Job = Jobs.Key(9), PostedSlot = 8, Attempt = 2, Genesis = new Hash(Filled(7)) };
        Assert.That(other.ToCanonicalBytes(), Is.Not.EqualTo(core.ToCanonicalBytes()));
        Assert.That(other.Replica.Digest, Is.EqualTo(core.Replica.Digest));
        Assert.That(ReplicaResult.Parse(core.Replica.ToCanonicalBytes()).Digest, Is.EqualTo(core.Replica.Digest));
    }

    [Test]
    public void Result_DiffersWithEachOfItsFields()
    {
        var core = Core();
        CoreResult[] others =
        [
            core with { SpecDigest = Filled(8) }, core with { ImageDigest = Filled(8) }, core with { InputDigest = Filled(8) },
            core with { Outcome = RunOutcome.ProgramFailed }, core with { ExitCode = 1 },
            core with { Outputs = core.Outputs with { Cid = ContentId.OfManifest("other"u8) } },
        ];
        Assert.That(others.Select(other => Convert.ToHexString(other.Replica.Digest)).Append(Convert.ToHexString(core.Replica.Digest)), Is.Unique);
    }

    [Test]
    public void Result_WithAnUnknownField_IsRefused()
    {
        var refusal = Assert.Throws<DocumentException>(() => ReplicaResult.Parse(Core().ToCanonicalBytes()))!;
        Assert.That(refusal.Fault, Is.EqualTo(DocumentFault.UnknownField));
    }

    [Test]
    public void Reveal_OpensWithTheLastCommitmentOrAfterTheDeadline()
    {
        var group = Group();
        Assert.Multiple(() =>
        {
            Assert.That(group.CommitsAreIn(CommitUntil), Is.False);
            Assert.That(group.CommitsAreIn(CommitUntil + 1), Is.True);
            Assert.That((group with { CommittedAt = 5_000 }).CommitsAreIn(5_000), Is.True);
            Assert.That(group.RevealUntil(), Is.EqualTo(CommitUntil + 600));
            Assert.That((group with { CommittedAt = 5_000 }).RevealUntil(), Is.EqualTo(5_600));
        });
    }

    [TestCase((byte)3, (byte)3, 0L, CommitUntil, ExpectedResult = false, TestName = "Tally_waits_for_the_commitments")]
    [TestCase((byte)3, (byte)3, 5_000L, 5_001L, ExpectedResult = true, TestName = "Tally_is_due_once_all_revealed")]
    [TestCase((byte)3, (byte)1, 5_000L, 5_600L, ExpectedResult = false, TestName = "Tally_waits_for_a_reveal")]
    [TestCase((byte)3, (byte)1, 5_000L, 5_601L, ExpectedResult = true, TestName = "Tally_is_due_after_the_reveals")]
    [TestCase((byte)0, (byte)0, 0L, CommitUntil + 1, ExpectedResult = true, TestName = "Tally_of_a_group_nobody_joined")]
    public bool Tally(byte commits, byte reveals, long committedAt, long now) =>
        (Group() with { Commits = commits, Reveals = reveals, CommittedAt = committedAt }).CanBeTallied(now);

    [Test]
    public void Tally_OfACountedGroup_IsNotDueAgain() =>
        Assert.That((Group() with { Status = ReplicasStatus.Agreed }).CanBeTallied(long.MaxValue - 1_000), Is.False);

    [Test]
    public void Seat_IsGivenOnceToAnAuthorityWhileItsRunEndsInTime()
    {
        var (job, address) = (Replica(), Jobs.Key(0x51));
        // Start grace, run and submission grace of the job: 480 s.
        var last = CommitUntil - 480;
        var taken = Group() with { Seats = 1, Jobs = Keys(0x52), Authorities = Keys(0x41) };
        var own = Group() with { Seats = 1, Jobs = Keys(0x51), Authorities = Keys(0x41) };
        Assert.Multiple(() =>
        {
            Assert.That(ReplicaSeat.Refusal(Group(), address, job, Authority, last), Is.Null);
            Assert.That(ReplicaSeat.Refusal(Group(), address, job, Authority, last + 1), Is.EqualTo(MarketsError.ReplicasTooLate));
            Assert.That(ReplicaSeat.Refusal(Group(), address, job with { SpecDigest = Filled(9) }, Authority, last), Is.EqualTo(MarketsError.WrongReplicas));
            Assert.That(ReplicaSeat.Refusal(Group(), address, job with { Requester = Authority }, Authority, last), Is.EqualTo(MarketsError.WrongReplicas));
            Assert.That(ReplicaSeat.Refusal(taken, address, job, Authority, last), Is.EqualTo(MarketsError.AuthorityHasReplica));
            Assert.That(ReplicaSeat.Refusal(taken, address, job, Jobs.Key(0x42), last), Is.Null);
            Assert.That(ReplicaSeat.Refusal(own, address, job, Authority, last), Is.Null, "its own seat again after a failed attempt");
            Assert.That(ReplicaSeat.Refusal(taken with { N = 1 }, address, job, Jobs.Key(0x42), last), Is.EqualTo(MarketsError.ReplicasFull));
        });
    }

    [Test]
    public void Crank_OfAReplica_WaitsForItsTally()
    {
        var job = Jobs.Submitted() with { Origin = Origin.Replica, Verification = Verification.Quorum, Parent = Jobs.Key(0x61) };
        Assert.That(DueCrank.Of(job, 1), Is.Null);
        Assert.That(DueCrank.Of(job with { Flags = (byte)JobFlags.Verified }, 1), Is.EqualTo(new DueCrank(CrankKind.Settle, job.SubmittedAt)));
    }

    private static Job Replica() => Jobs.Open() with { Origin = Origin.Replica, Parent = Jobs.Key(0x61) };

    private static ReplicaGroup Group() => new()
    {
        Version = 1,
        Bump = 255,
        Status = ReplicasStatus.Open,
        M = 2,
        N = 3,
        Seats = 0,
        Commits = 0,
        Reveals = 0,
        Applied = 0,
        Id = new byte[16],
        Requester = Jobs.Open().Requester,
        ImageDigest = new byte[32],
        InputDigest = new byte[32],
        SpecDigest = new byte[32],
        Majority = new byte[32],
        CommitUntil = CommitUntil,
        CommittedAt = 0,
        RevealSeconds = 600,
        Jobs = new Address[5],
        Authorities = new Address[5],
        Results = [.. Enumerable.Range(0, 5).Select(_ => new byte[32])],
        RentPayer = Jobs.Key(4),
        Changes = 1,
        Reserved = new byte[12],
    };

    private static CoreResult Core() => new()
    {
        Genesis = new Hash(Filled(1)),
        Job = Jobs.Key(2),
        PostedSlot = 7,
        Attempt = 1,
        SpecDigest = Filled(3),
        ImageDigest = Filled(4),
        InputDigest = Filled(5),
        Outcome = RunOutcome.Completed,
        ExitCode = 0,
        Outputs = new ResultOutputs(ContentId.OfManifest("out"u8), 1, 17),
    };

    private static Address[] Keys(byte first) => [Jobs.Key(first), .. new Address[4]];

    private static byte[] Filled(byte value) => [.. Enumerable.Repeat(value, 32)];
}

using Hypernode.Cli.Commands.Gov;
using Hypernode.Client.Governance;
using Hypernode.TestKit;

namespace Hypernode.Cli.Tests.Commands.Gov;

internal sealed class ProposalTallyTests
{
    [Test]
    public void Quorum_equals_the_golden_vectors()
    {
        foreach (var row in GoldenVectors.Rows("quorum"))
        {
            var proposal = Proposal(ProposalStatus.Active) with
            {
                SnapshotWeight = row.Number("snapshot"),
                QuorumBps = (ushort)row.Number("quorum_bps"),
                ForWeight = row.Number("for"),
                AgainstWeight = row.Number("against"),
                AbstainWeight = row.Number("abstain"),
            };
            var succeeds = ProposalTally.HasQuorum(proposal) && proposal.ForWeight > proposal.AgainstWeight;
            Assert.That(succeeds ? ProposalStatus.Succeeded : ProposalStatus.Defeated, Is.EqualTo(Enum.Parse<ProposalStatus>((string)row["status"]!)), row.ToJsonString());
        }
    }

    [Test]
    public void Nobody_is_no_quorum() => Assert.That(ProposalTally.HasQuorum(Proposal(ProposalStatus.Active)), Is.False);

    [Test]
    public void Turnout_is_rounded_down() =>
        Assert.That(ProposalTally.TurnoutBps(Proposal(ProposalStatus.Active) with { SnapshotWeight = 3, ForWeight = 2 }), Is.EqualTo(6_666));

    [TestCase(ProposalStatus.Active, 200, "votes until 1970-01-01 00:03:20Z, 0 s left")]
    [TestCase(ProposalStatus.Active, 201, "the vote is over: hypernode gov finalize")]
    [TestCase(ProposalStatus.Queued, 300, "executable from 1970-01-01 00:05:01Z until 1970-01-01 00:06:40Z, in 1 s")]
    [TestCase(ProposalStatus.Queued, 301, "executable now, until 1970-01-01 00:06:40Z")]
    [TestCase(ProposalStatus.Queued, 401, "not executed in time: hypernode gov expire")]
    [TestCase(ProposalStatus.Executed, 500, "ended")]
    public void Clock_says_what_the_program_allows(ProposalStatus status, long now, string expected) =>
        Assert.That(ProposalClock.Of(Proposal(status), now), Is.EqualTo(expected));

    private static Proposal Proposal(ProposalStatus status) => new()
    {
        Version = 1,
        Bump = 255,
        Status = status,
        Kind = ProposalKind.Parameter,
        Id = 1,
        Proposer = default,
        Position = default,
        Title = new PodTitle { Length = 0, Bytes = new byte[64] },
        TextDigest = new byte[32],
        PayloadDigest = new byte[32],
        PayloadHashes = [new byte[32], new byte[32], new byte[32], new byte[32]],
        PayloadCount = 1,
        ExecutedCount = 0,
        SnapshotSlot = 9,
        SnapshotWeight = 1_000,
        ForWeight = 0,
        AgainstWeight = 0,
        AbstainWeight = 0,
        QuorumBps = 1_000,
        Bond = 0,
        Spent = 0,
        CreatedAt = 100,
        VotingEndsAt = 200,
        EtaAt = 300,
        ExpiresAt = 400,
        RentPayer = default,
        Changes = 0,
        Reserved = new byte[12],
    };
}

using Hypernode.Client.Markets;
using Hypernode.Protocol.Cranks;

namespace Hypernode.Protocol.Tests;

/// <summary>Deadlines belong to the party, the second after them to everybody.</summary>
public class CrankTests
{
    private const uint CloseDelay = 86_400;

    [Test]
    public void Open_Expires_AfterTheQueueTimeout() => AssertDue(Jobs.Open(), CrankKind.Expire, 1_000 + 7_200 + 1);

    [Test]
    public void Assigned_IsReassigned_AfterTheStartGrace() => AssertDue(Jobs.Assigned(), CrankKind.Reassign, 1_100 + 120 + 1);

    [Test]
    public void Running_IsReassigned_AfterRunAndSubmitGrace() => AssertDue(Jobs.Running(), CrankKind.Reassign, 1_200 + 60 + 300 + 1);

    [Test]
    public void Running_OnTheLastAttempt_ExpiresInstead() =>
        AssertDue(Jobs.Running() with { Attempt = 3 }, CrankKind.ExpireRun, 1_200 + 60 + 300 + 1);

    [Test]
    public void Running_Stopped_ExpiresFromTheStopOn() =>
        AssertDue(Jobs.Running() with { Flags = 1, StoppedAt = 1_210 }, CrankKind.ExpireRun, 1_210 + 300 + 1);

    [Test]
    public void Submitted_Settles_AfterTheChallengeWindow() => AssertDue(Jobs.Submitted(), CrankKind.Settle, 1_250 + 600 + 1);

    [Test]
    public void Submitted_Verified_SettlesAtOnce() => AssertDue(Jobs.Submitted() with { Flags = 2 }, CrankKind.Settle, 1_250);

    [Test]
    public void Challenged_WaitsForItsVerdict() =>
        Assert.That(DueCrank.Of(Jobs.Submitted() with { State = JobState.Challenged }, CloseDelay), Is.Null);

    [TestCase(JobState.Settled)]
    [TestCase(JobState.Refunded)]
    [TestCase(JobState.Expired)]
    [TestCase(JobState.Cancelled)]
    public void Ended_Closes_AfterTheDelay(JobState state) =>
        AssertDue(Jobs.Submitted() with { State = state, EndedAt = 2_000 }, CrankKind.Close, 2_000 + CloseDelay + 1);

    [Test]
    public void Challenge_IsDrawnThenCounted_AfterItsWindow()
    {
        var undrawn = Challenge(ChallengeStatus.Pending, seed: 0);
        var drawn = Challenge(ChallengeStatus.Pending, seed: 1);
        Assert.Multiple(() =>
        {
            Assert.That(DueCrank.Of(undrawn, now: 1_500), Is.EqualTo(new DueCrank(CrankKind.DrawPanel, 1_000)));
            Assert.That(DueCrank.Of(drawn, now: 1_500), Is.EqualTo(new DueCrank(CrankKind.ResolveChallenge, 4_601)));
            Assert.That(DueCrank.Of(undrawn, now: 4_601).Kind, Is.EqualTo(CrankKind.ResolveChallenge), "nobody drew it in time");
            Assert.That(DueCrank.Of(Challenge(ChallengeStatus.Invalid, seed: 1), now: 4_601).Kind, Is.EqualTo(CrankKind.Refund));
        });
    }

    private static Challenge Challenge(ChallengeStatus status, byte seed) => new()
    {
        Version = 1,
        Bump = 255,
        Kind = ChallengeKind.Requester,
        Status = status,
        Reason = 1,
        Round = 1,
        Valid = 0,
        Invalid = 0,
        VotersCount = 0,
        Job = default,
        Challenger = default,
        Node = default,
        Evidence = new byte[32],
        Seed = [.. Enumerable.Repeat(seed, 32)],
        PanelSize = 3,
        Bond = 1,
        TargetSlot = 9,
        OpenedAt = 1_000,
        DeadlineAt = 4_600,
        Voters = [default, default, default],
        Votes = [0, 0, 0],
        RentPayer = default,
        Changes = 0,
        Reserved = new byte[12],
    };

    private static void AssertDue(Job job, CrankKind kind, long dueAt)
    {
        var crank = DueCrank.Of(job, CloseDelay)!;
        Assert.That(crank, Is.EqualTo(new DueCrank(kind, dueAt)));
        Assert.That(crank.IsDue(dueAt - 1), Is.False);
        Assert.That(crank.IsDue(dueAt), Is.True);
    }
}

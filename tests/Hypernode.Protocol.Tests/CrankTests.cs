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

    private static void AssertDue(Job job, CrankKind kind, long dueAt)
    {
        var crank = DueCrank.Of(job, CloseDelay)!;
        Assert.That(crank, Is.EqualTo(new DueCrank(kind, dueAt)));
        Assert.That(crank.IsDue(dueAt - 1), Is.False);
        Assert.That(crank.IsDue(dueAt), Is.True);
    }
}

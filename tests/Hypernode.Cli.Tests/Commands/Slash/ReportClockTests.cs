using Hypernode.Cli.Commands.Slash;
using Hypernode.Client.Slashing;

namespace Hypernode.Cli.Tests.Commands.Slash;

internal sealed class ReportClockTests
{
    private static readonly PodSlashingParams Parameters = new()
    {
        Treasury = default,
        ReasonBps = [100, 500, 2_000, 5_000],
        ReportBond = 1,
        BurnBps = 5_000,
        TreasuryBps = 3_000,
        ReporterBps = 2_000,
        VoteWindowSeconds = 100,
        AppealWindowSeconds = 200,
        AppealVoteWindowSeconds = 300,
        ConfirmVotes = 3,
        AppealVotes = 5,
        PanelTarget = 9,
        SeedDelaySlots = 8,
    };

    [TestCase(ReportStatus.Pending, 1_100, "to be drawn; panel votes until 1970-01-01 00:18:20Z, 0 s left")]
    [TestCase(ReportStatus.Pending, 1_101, "the vote is over: hypernode slash finalise")]
    [TestCase(ReportStatus.Confirmed, 2_200, "may be appealed until 1970-01-01 00:36:40Z, 0 s left")]
    [TestCase(ReportStatus.Confirmed, 2_201, "executable now: hypernode slash execute")]
    [TestCase(ReportStatus.Appealed, 3_300, "votes on the appeal until 1970-01-01 00:55:00Z, 0 s left")]
    [TestCase(ReportStatus.Appealed, 3_301, "the vote is over: hypernode slash finalise")]
    [TestCase(ReportStatus.Final, 3_301, "executable now: hypernode slash execute")]
    [TestCase(ReportStatus.Dismissed, 9_999, "ended at 1970-01-01 01:06:40Z")]
    public void Clock_says_what_the_program_allows(ReportStatus status, long now, string expected) =>
        Assert.That(ReportClock.Of(Report(status), Parameters, now), Is.EqualTo(expected));

    private static Report Report(ReportStatus status) => new()
    {
        Version = 1,
        Bump = 255,
        Status = status,
        Reason = Reason.Malicious,
        Source = ReportSource.Vote,
        Subject = default,
        SubjectAuthority = default,
        Reporter = default,
        Appellant = default,
        Evidence = new byte[32],
        Seed = new byte[32],
        Bps = 5_000,
        AppliedBps = 0,
        Bond = 1,
        AppealBond = 0,
        OpenedAt = 1_000,
        ConfirmedAt = 2_000,
        AppealedAt = 3_000,
        EndedAt = 4_000,
        TargetSlot = 1,
        PanelSize = 0,
        Confirms = 0,
        Rejects = 0,
        Upholds = 0,
        Overturns = 0,
        PositionsMask = 0,
        DoneMask = 0,
        PaidMask = 0,
        Slashed = 0,
        VoterPot = 0,
        FaultVoters = [default, default, default],
        RentPayer = default,
        Changes = 0,
        Reserved = new byte[12],
    };
}

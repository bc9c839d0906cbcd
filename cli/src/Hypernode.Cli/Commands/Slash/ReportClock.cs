using Hypernode.Cli.Terminal;
using Hypernode.Client.Slashing;

namespace Hypernode.Cli.Commands.Slash;

/// <summary>What the time allows with a report.</summary>
internal static class ReportClock
{
    public static string Of(Report report, PodSlashingParams parameters, long now)
    {
        var voteEnd = report.OpenedAt + parameters.VoteWindowSeconds;
        var appealEnd = report.ConfirmedAt + parameters.AppealWindowSeconds;
        var appealVoteEnd = report.AppealedAt + parameters.AppealVoteWindowSeconds;
        return report.Status switch
        {
            ReportStatus.Pending when now <= voteEnd => $"{(report.Seed.Any(part => part != 0) ? "" : "to be drawn; ")}panel votes until {TimeText.Of(voteEnd)}, {Left(voteEnd, now)} left",
            ReportStatus.Pending => "the vote is over: hypernode slash finalise",
            ReportStatus.Confirmed when now <= appealEnd => $"may be appealed until {TimeText.Of(appealEnd)}, {Left(appealEnd, now)} left",
            ReportStatus.Appealed when now <= appealVoteEnd => $"votes on the appeal until {TimeText.Of(appealVoteEnd)}, {Left(appealVoteEnd, now)} left",
            ReportStatus.Appealed => "the vote is over: hypernode slash finalise",
            ReportStatus.Confirmed or ReportStatus.Final or ReportStatus.Executing => "executable now: hypernode slash execute",
            _ => $"ended at {TimeText.Of(report.EndedAt)}",
        };
    }

    private static string Left(long at, long now) => TimeText.Span((ulong)Math.Max(0, at - now));
}

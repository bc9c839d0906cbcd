using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Client.Queries;
using Hypernode.Client.Slashing;

namespace Hypernode.Cli.Commands.Slash;

/// <summary>A report as JSON.</summary>
internal static class ReportDocument
{
    public static JsonObject ToJson(ChainAccount<Report> account, PodSlashingParams parameters, long now)
    {
        var report = account.Value;
        return new JsonObject
        {
            ["report"] = account.Address.ToString(),
            ["status"] = report.Status.ToString(),
            ["clock"] = ReportClock.Of(report, parameters, now),
            ["reason"] = report.Reason.ToString(),
            ["source"] = report.Source.ToString(),
            ["subject"] = report.Subject.ToString(),
            ["subjectAuthority"] = report.SubjectAuthority.ToString(),
            ["reporter"] = report.Reporter.ToString(),
            ["evidence"] = Convert.ToHexStringLower(report.Evidence),
            ["bps"] = report.Bps,
            ["appliedBps"] = report.AppliedBps,
            ["confirms"] = report.Confirms,
            ["rejects"] = report.Rejects,
            ["upholds"] = report.Upholds,
            ["overturns"] = report.Overturns,
            ["panelSize"] = report.PanelSize,
            ["bond"] = Units(report.Bond),
            ["appealBond"] = Units(report.AppealBond),
            ["slashed"] = Units(report.Slashed),
            ["voterPot"] = Units(report.VoterPot),
            ["openedAt"] = report.OpenedAt,
            ["confirmedAt"] = Moment(report.ConfirmedAt),
            ["appealedAt"] = Moment(report.AppealedAt),
            ["endedAt"] = Moment(report.EndedAt),
            ["slot"] = account.Slot.Value,
        };
    }

    private static string Units(ulong amount) => amount.ToString(CultureInfo.InvariantCulture);

    private static JsonValue? Moment(long unixSeconds) => unixSeconds == 0 ? null : JsonValue.Create(unixSeconds);
}

using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Client.Slashing;

namespace Hypernode.Cli.Commands.Slash;

internal sealed class ListCommand : CliCommand
{
    private readonly Option<string?> _subject;
    private readonly Option<ReportStatus?> _status;

    public ListCommand()
        : base("list", "List reports, newest first.", "hypernode slash list", "hypernode slash list --subject 6AqF... --status confirmed --json")
    {
        _subject = Option<string?>("--subject", "Reports about this node or validator.");
        _status = Option<ReportStatus?>("--status", "pending, confirmed, appealed, final, executing, executed, dismissed or lapsed.");
    }

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var filters = new List<Solana.Rpc.Model.AccountFilter>();
        if (call.Get(_subject) is { } subject)
        {
            filters.Add(SlashingFilters.ReportBy.Subject(Parsing.Address(subject)));
        }

        if (call.Get(_status) is { } status)
        {
            filters.Add(SlashingFilters.ReportBy.Status(status));
        }

        var reports = await new ProgramAccounts(chain.Rpc, SlashingProgram.Id).ListAsync<Report>(filters, cancellationToken).ConfigureAwait(false);
        var parameters = await ReportAccount.ParametersAsync(chain, cancellationToken).ConfigureAwait(false);
        var now = await chain.NowAsync(cancellationToken).ConfigureAwait(false);
        call.Output.List(
            "hypernode.slash.reports.v1", "reports", [.. reports.OrderByDescending(report => report.Value.OpenedAt)], "No reports.",
            ["report", "subject", "reason", "status", "votes", "slashed, HYPER", "clock"],
            report => ReportDocument.ToJson(report, parameters, now),
            report =>
            [
                report.Address.ToString(), report.Value.Subject.ToString(), report.Value.Reason.ToString(), report.Value.Status.ToString(),
                $"{report.Value.Confirms} to {report.Value.Rejects}", new HyperAmount(report.Value.Slashed).ToString(), ReportClock.Of(report.Value, parameters, now),
            ]);
    }
}

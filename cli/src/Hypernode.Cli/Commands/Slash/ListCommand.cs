using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Client.Slashing;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Cli.Commands.Slash;

internal sealed class ListCommand : AccountListCommand<Report>
{
    private readonly Option<string?> _subject;
    private readonly Option<ReportStatus?> _status;

    public ListCommand()
        : base(
            new ListFrame(SlashingProgram.Id, "hypernode.slash.reports.v1", "reports", "No reports.", "report", "subject", "reason", "status", "votes", "slashed, HYPER", "clock"),
            "List reports, newest first.", "hypernode slash list", "hypernode slash list --subject 6AqF... --status confirmed --json")
    {
        _subject = Option<string?>("--subject", "Reports about this node or validator.");
        _status = Option<ReportStatus?>("--status", "pending, confirmed, appealed, final, executing, executed, dismissed or lapsed.");
    }

    protected override IEnumerable<AccountFilter> Filters(Invocation call, ChainSession chain)
    {
        if (call.Get(_subject) is { } subject)
        {
            yield return SlashingFilters.ReportBy.Subject(Parsing.Address(subject));
        }

        if (call.Get(_status) is { } status)
        {
            yield return SlashingFilters.ReportBy.Status(status);
        }
    }

    protected override IEnumerable<ChainAccount<Report>> Sorted(IEnumerable<ChainAccount<Report>> accounts) => accounts.OrderByDescending(report => report.Value.OpenedAt);

    protected override async Task<AccountView<Report>> ViewAsync(ChainSession chain, CancellationToken cancellationToken)
    {
        var parameters = await ReportAccount.ParametersAsync(chain, cancellationToken).ConfigureAwait(false);
        var now = await chain.NowAsync(cancellationToken).ConfigureAwait(false);
        return new AccountView<Report>(
            report => ReportDocument.ToJson(report, parameters, now),
            report =>
            [
                report.Address.ToString(), report.Value.Subject.ToString(), report.Value.Reason.ToString(), report.Value.Status.ToString(),
                $"{report.Value.Confirms} to {report.Value.Rejects}", new HyperAmount(report.Value.Slashed).ToString(), ReportClock.Of(report.Value, parameters, now),
            ]);
    }
}

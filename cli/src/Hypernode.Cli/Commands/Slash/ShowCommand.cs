using System.CommandLine;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Client.Slashing;

namespace Hypernode.Cli.Commands.Slash;

internal sealed class ShowCommand : CliCommand
{
    private readonly Argument<string> _report;

    public ShowCommand()
        : base("show", "Show a report with its votes and what the time allows.", "hypernode slash show 8Rp1...", "hypernode slash show 8Rp1... --json") =>
        _report = Argument<string>("REPORT", "Address of the report.");

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var address = Parsing.Address(call.Required(_report));
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var report = await ReportAccount.ReadAsync(chain, address, cancellationToken).ConfigureAwait(false);
        var votes = await new ProgramAccounts(chain.Rpc, SlashingProgram.Id)
            .ListAsync<ReportVote>([SlashingFilters.ReportVoteBy.Report(address)], cancellationToken).ConfigureAwait(false);
        var parameters = await ReportAccount.ParametersAsync(chain, cancellationToken).ConfigureAwait(false);
        var now = await chain.NowAsync(cancellationToken).ConfigureAwait(false);
        var document = ReportDocument.ToJson(report, parameters, now);
        document["votes"] = new JsonArray([.. votes.Select(vote => new JsonObject
        {
            ["validator"] = vote.Value.Validator.ToString(),
            ["round"] = vote.Value.Round,
            ["vote"] = vote.Value.Vote.ToString(),
            ["paid"] = vote.Value.Paid,
        })]);
        call.Output.Result("hypernode.slash.report.v1", document, output =>
        {
            var value = report.Value;
            output.Record(
            [
                ("report", address.ToString()),
                ("status", $"{value.Status}; {ReportClock.Of(value, parameters, now)}"),
                ("accused", $"{value.Subject} of {value.SubjectAuthority}"),
                ("reason", $"{value.Reason}, {value.Bps / 100m:0.##} % of the stake behind it; from {value.Source}"),
                ("reporter", value.Reporter.ToString()),
                ("evidence", Convert.ToHexStringLower(value.Evidence)),
                ("votes", $"{value.Confirms} confirm, {value.Rejects} reject; {parameters.ConfirmVotes} are needed"),
                ("appeal", value.AppealedAt == 0 ? "none" : $"{value.Upholds} uphold, {value.Overturns} overturn; {parameters.AppealVotes} are needed"),
                ("bonds", $"{new HyperAmount(value.Bond)} HYPER, appeal {new HyperAmount(value.AppealBond)} HYPER"),
                ("slashed", $"{new HyperAmount(value.Slashed)} HYPER at {value.AppliedBps / 100m:0.##} %; voters share {new HyperAmount(value.VoterPot)} HYPER"),
                ("opened", TimeText.Of(value.OpenedAt)),
            ]);
            if (votes.Count > 0)
            {
                output.Table(["validator's owner", "round", "vote", "paid"], votes.Select(vote => (string[])
                    [vote.Value.Validator.ToString(), vote.Value.Round == 1 ? "panel" : "appeal", vote.Value.Vote.ToString(), vote.Value.Paid ? "yes" : "no"]));
            }
        });
    }
}

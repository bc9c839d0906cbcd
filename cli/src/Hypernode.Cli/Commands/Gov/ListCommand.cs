using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Client.Governance;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Gov;

internal sealed class ListCommand : CliCommand
{
    private readonly Option<ProposalStatus?> _status;

    public ListCommand()
        : base("list", "List proposals, newest first.", "hypernode gov list", "hypernode gov list --status active --json") =>
        _status = Option<ProposalStatus?>("--status", "draft, active, succeeded, defeated, queued, executed, cancelled or expired.");

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var filters = call.Get(_status) is { } status ? (Solana.Rpc.Model.AccountFilter[])[GovernanceFilters.ProposalBy.Status(status)] : [];
        var proposals = await new ProgramAccounts(chain.Rpc, GovernanceProgram.Id).ListAsync<Proposal>(filters, cancellationToken).ConfigureAwait(false);
        var now = await chain.NowAsync(cancellationToken).ConfigureAwait(false);
        call.Output.List(
            "hypernode.gov.proposals.v1", "proposals", [.. proposals.OrderByDescending(proposal => proposal.Value.Id)], "No proposals.",
            ["id", "kind", "title", "status", "for", "turnout", "clock"],
            proposal => ProposalDocument.ToJson(proposal, now),
            proposal =>
            [
                proposal.Value.Id.ToString(CultureInfo.InvariantCulture), proposal.Value.Kind.ToString(), ProposalAccount.TitleOf(proposal.Value), proposal.Value.Status.ToString(),
                Terminal.WeightText.Of(proposal.Value.ForWeight), string.Create(CultureInfo.InvariantCulture, $"{ProposalTally.TurnoutBps(proposal.Value) / 100m:0.##} %"),
                ProposalClock.Of(proposal.Value, now),
            ]);
    }
}

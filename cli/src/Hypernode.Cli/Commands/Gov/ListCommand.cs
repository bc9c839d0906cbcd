using System.CommandLine;
using System.Globalization;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Governance;
using Hypernode.Client.Queries;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Cli.Commands.Gov;

internal sealed class ListCommand : AccountListCommand<Proposal>
{
    private readonly Option<ProposalStatus?> _status;

    public ListCommand()
        : base(
            new ListFrame(GovernanceProgram.Id, "hypernode.gov.proposals.v1", "proposals", "No proposals.", "id", "kind", "title", "status", "for", "turnout", "clock"),
            "List proposals, newest first.", "hypernode gov list", "hypernode gov list --status active --json") =>
        _status = Option<ProposalStatus?>("--status", "draft, active, succeeded, defeated, queued, executed, cancelled or expired.");

    protected override IEnumerable<AccountFilter> Filters(Invocation call, ChainSession chain)
    {
        if (call.Get(_status) is { } status)
        {
            yield return GovernanceFilters.ProposalBy.Status(status);
        }
    }

    protected override IEnumerable<ChainAccount<Proposal>> Sorted(IEnumerable<ChainAccount<Proposal>> accounts) =>
        accounts.OrderByDescending(proposal => proposal.Value.Id);

    protected override async Task<AccountView<Proposal>> ViewAsync(ChainSession chain, CancellationToken cancellationToken)
    {
        var now = await chain.NowAsync(cancellationToken).ConfigureAwait(false);
        return new AccountView<Proposal>(
            proposal => ProposalDocument.ToJson(proposal, now),
            proposal =>
            [
                proposal.Value.Id.ToString(CultureInfo.InvariantCulture), proposal.Value.Kind.ToString(), ProposalAccount.TitleOf(proposal.Value), proposal.Value.Status.ToString(),
                WeightText.Of(proposal.Value.ForWeight), string.Create(CultureInfo.InvariantCulture, $"{ProposalTally.TurnoutBps(proposal.Value) / 100m:0.##} %"),
                ProposalClock.Of(proposal.Value, now),
            ]);
    }
}

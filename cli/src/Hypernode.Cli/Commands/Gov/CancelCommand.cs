using Hypernode.Cli.Chain;
using Hypernode.Client.Governance;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Gov;

internal sealed class CancelCommand() : ProposalCommand("cancel", "Withdraw a draft or a vote; its proposer signs. The bond of a vote returns only with a quorum.", "hypernode gov cancel 3")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Proposal> proposal, CancellationToken cancellationToken)
    {
        var sent = await signing.SendAsync("cancel proposal", cancellationToken, Recipes(signing).Cancel(proposal.Address, proposal.Value)).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.gov.cancelled.v1", sent, cancellationToken).ConfigureAwait(false);
    }
}

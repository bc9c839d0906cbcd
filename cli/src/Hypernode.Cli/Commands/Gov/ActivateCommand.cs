using Hypernode.Cli.Chain;
using Hypernode.Client.Governance;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Gov;

internal sealed class ActivateCommand() : ProposalCommand(
    "activate", "Begin the vote on a draft; its proposer signs. Weights count as they were before this moment.", "hypernode gov activate 3")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Proposal> proposal, CancellationToken cancellationToken)
    {
        var sent = await signing.SendAsync("begin vote", cancellationToken, GovernanceRecipes.Activate(proposal.Address, proposal.Value)).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.gov.activated.v1", sent, cancellationToken, (facts, after) =>
            facts.Time("votingEndsAt", "votes until", after.VotingEndsAt)).ConfigureAwait(false);
    }
}

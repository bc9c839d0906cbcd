using Hypernode.Cli.Chain;
using Hypernode.Client.Governance;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Gov;

internal sealed class ExpireCommand() : ProposalCommand("expire", "End what was not queued or executed in time; anyone may.", "hypernode gov expire 3")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Proposal> proposal, CancellationToken cancellationToken)
    {
        var sent = await signing.SendAsync("expire proposal", cancellationToken, GovernanceRecipes.Expire(proposal.Address)).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.gov.expired.v1", sent, cancellationToken).ConfigureAwait(false);
    }
}

using Hypernode.Cli.Chain;
using Hypernode.Client.Governance;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Gov;

internal sealed class VetoCommand() : ProposalCommand("veto", "Stop a proposal in its timelock; the guardian signs.", "hypernode gov veto 3 --wallet guardian")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Proposal> proposal, CancellationToken cancellationToken)
    {
        var sent = await signing.SendAsync("veto proposal", cancellationToken, GovernanceRecipes.Veto(proposal.Address, signing.Signer)).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.gov.vetoed.v1", sent, cancellationToken).ConfigureAwait(false);
    }
}

using Hypernode.Cli.Chain;
using Hypernode.Client.Governance;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Gov;

internal sealed class QueueCommand() : ProposalCommand("queue", "Start the timelock of what was accepted; anyone may.", "hypernode gov queue 3")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Proposal> proposal, CancellationToken cancellationToken)
    {
        var sent = await signing.SendAsync("queue proposal", cancellationToken, GovernanceRecipes.Queue(proposal.Address)).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.gov.queued.v1", sent, cancellationToken, (facts, after) => facts
            .Time("etaAt", "executable after", after.EtaAt)
            .Time("expiresAt", "until", after.ExpiresAt)).ConfigureAwait(false);
    }
}

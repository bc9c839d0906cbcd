using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Node.Payouts;

internal sealed class ApplyCommand() : NodeAccountCommand(
    "apply", "Make the proposed payout key the node's, once the delay is over; anyone may.", "hypernode node payout apply")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Registry.Node> node, CancellationToken cancellationToken)
    {
        await ApplyAsync(
            signing, "apply payout", NodeRecipes.ApplyPayout(node.Address), "hypernode.node.payout.applied.v1", cancellationToken, (facts, after) =>
            facts.Address("payout", "is paid", after.Payout)).ConfigureAwait(false);
    }
}

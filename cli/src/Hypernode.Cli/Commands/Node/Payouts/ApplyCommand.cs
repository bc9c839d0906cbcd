using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Node.Payouts;

internal sealed class ApplyCommand() : NodeAccountCommand(
    "apply", "Make the proposed payout key the node's, once the delay is over; anyone may.", "hypernode node payout apply")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Registry.Node> node, CancellationToken cancellationToken)
    {
        var sent = await signing.SendAsync("apply payout", cancellationToken, NodeRecipes.ApplyPayout(node.Address)).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.node.payout.applied.v1", sent, cancellationToken, (facts, after) =>
            facts.Address("payout", "is paid", after.Payout)).ConfigureAwait(false);
    }
}

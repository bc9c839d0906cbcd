using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Node;

internal sealed class DeactivateCommand() : NodeAccountCommand(
    "deactivate", "Take the node out of service; it must have no run. Its authority signs.", "hypernode node deactivate")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Registry.Node> node, CancellationToken cancellationToken)
    {
        await ApplyAsync(
            signing, "deactivate node", NodeRecipes.Deactivate(node.Address, signing.Signer), "hypernode.node.deactivated.v1", cancellationToken).ConfigureAwait(false);
    }
}

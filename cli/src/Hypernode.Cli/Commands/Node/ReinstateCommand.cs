using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Node;

internal sealed class ReinstateCommand() : NodeAccountCommand(
    "reinstate", "End a node's suspension; the authority of the registry's Config signs.", "hypernode node reinstate --node 6AqF...")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Registry.Node> node, CancellationToken cancellationToken)
    {
        await ApplyAsync(
            signing, "reinstate node", NodeRecipes.Reinstate(node.Address, signing.Signer), "hypernode.node.reinstated.v1", cancellationToken).ConfigureAwait(false);
    }
}

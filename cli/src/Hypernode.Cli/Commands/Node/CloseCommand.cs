using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Node;

internal sealed class CloseCommand() : NodeAccountCommand(
    "close", "Close a node that is out of service, has rested since its last run and has nothing pledged; its authority signs, the rent returns.", "hypernode node close --node 6AqF...")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Registry.Node> node, CancellationToken cancellationToken)
    {
        var sent = await signing.SendAsync("close node", cancellationToken, NodeRecipes.Close(node.Address, node.Value)).ConfigureAwait(false);
        signing.Report("hypernode.node.closed.v1", sent, new Facts().Address("node", "closed", node.Address));
    }
}

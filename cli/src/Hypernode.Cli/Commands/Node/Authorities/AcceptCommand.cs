using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Node.Authorities;

internal sealed class AcceptCommand() : NodeAccountCommand(
    "accept", "Take over a node whose authority named this wallet.", "hypernode node authority accept --node 6AqF...")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Registry.Node> node, CancellationToken cancellationToken)
    {
        await ApplyAsync(
            signing, "accept node authority", NodeRecipes.AcceptAuthority(node.Address, signing.Signer), "hypernode.node.authority.accepted.v1", cancellationToken, (facts, after) =>
            facts.Address("authority", "authority", after.Authority)).ConfigureAwait(false);
    }
}

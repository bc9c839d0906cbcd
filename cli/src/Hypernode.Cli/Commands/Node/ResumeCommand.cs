using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Node;

internal sealed class ResumeCommand() : NodeAccountCommand(
    "resume", "Let the node accept again after a drain, a pause, or a suspension that is over; its authority signs.", "hypernode node resume")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Registry.Node> node, CancellationToken cancellationToken)
    {
        await ApplyAsync(
            signing, "resume node", NodeRecipes.Resume(node.Address, signing.Signer), "hypernode.node.resumed.v1", cancellationToken).ConfigureAwait(false);
    }
}

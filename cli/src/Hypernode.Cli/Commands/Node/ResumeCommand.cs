using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Node;

internal sealed class ResumeCommand() : NodeAccountCommand(
    "resume", "Let the node accept again after a drain, a pause, or a suspension that is over; its authority signs.", "hypernode node resume")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Registry.Node> node, CancellationToken cancellationToken)
    {
        var sent = await signing.SendAsync("resume node", cancellationToken, NodeRecipes.Resume(node.Address, signing.Signer)).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.node.resumed.v1", sent, cancellationToken).ConfigureAwait(false);
    }
}

using Hypernode.Cli.Chain;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Peering;

internal sealed class AcceptCommand() : PeeringCommand(
    "accept", "Sign for the other side what one side proposed.", "hypernode peering accept 6AqF...", "hypernode peering accept 6AqF... --requester 4Nus...")
{
    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var peering = await ReadAsync(signing, cancellationToken).ConfigureAwait(false);
        var accept = PeeringRecipes.Accept(peering.Value.Node, peering.Value.Requester, signing.Signer);
        var sent = await signing.SendAsync("accept peering", cancellationToken, accept).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.peering.accepted.v1", sent, cancellationToken).ConfigureAwait(false);
    }
}

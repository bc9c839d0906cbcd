using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Peering;

internal sealed class RevokeCommand() : PeeringCommand(
    "revoke", "End a peering, accepted or not; either side signs.", "hypernode peering revoke 6AqF...", "hypernode peering revoke 6AqF... --requester 4Nus...")
{
    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var peering = await ReadAsync(signing, cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync("revoke peering", cancellationToken, PeeringRecipes.Revoke(peering.Value, signing.Signer)).ConfigureAwait(false);
        signing.Report("hypernode.peering.revoked.v1", sent, new Facts()
            .Address("peering", "ended", peering.Address)
            .Address("node", "node", peering.Value.Node)
            .Address("requester", "requester", peering.Value.Requester));
    }
}

using Hypernode.Cli.Chain;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Peering;

internal sealed class ProposeCommand : PeeringCommand
{
    private readonly ValidityOption _validity = new();

    public ProposeCommand()
        : base(
            "propose",
            "Sign a peering for one side: the requester, or the authority of the node.",
            "hypernode peering propose 6AqF...",
            "hypernode peering propose 6AqF... --requester 4Nus... --days 30") => _validity.AddTo(this);

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var expiresAt = await _validity.ExpiresAtAsync(signing, cancellationToken).ConfigureAwait(false);
        var propose = PeeringRecipes.Propose(NodeOf(signing), RequesterOf(signing), signing.Signer, expiresAt);
        var sent = await signing.SendAsync("propose peering", cancellationToken, propose).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.peering.proposed.v1", sent, cancellationToken).ConfigureAwait(false);
    }
}

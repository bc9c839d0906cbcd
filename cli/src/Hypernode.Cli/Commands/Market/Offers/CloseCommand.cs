using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Market.Offers;

internal sealed class CloseCommand : SigningCommand
{
    private readonly Argument<string> _offer = OfferAccount.Argument();

    public CloseCommand()
        : base("close", "Close an offer: its node's operator or authority may, anyone once the node is gone. The rent returns.", "hypernode market offer close 5Hd2...") =>
        Arguments.Add(_offer);

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var offer = await OfferAccount.ReadAsync(signing.Chain, signing.Call.Required(_offer), cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync("close offer", cancellationToken, OfferRecipes.Close(signing.Signer, offer.Address, offer.Value)).ConfigureAwait(false);
        signing.Report("hypernode.offer.closed.v1", sent, new Facts().Address("offer", "closed", offer.Address));
    }
}

using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Primitives;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Market.Offers;

internal sealed class UpdateCommand : SigningCommand
{
    private readonly Argument<string> _offer = OfferAccount.Argument();
    private readonly OfferTermsOptions _terms = new();

    public UpdateCommand()
        : base("update", "Change terms of an offer; the node's operator signs.", "hypernode market offer update 5Hd2... --status paused --wallet ./node/operator.json")
    {
        Arguments.Add(_offer);
        foreach (var option in _terms.All)
        {
            Options.Add(option);
        }
    }

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var offer = await OfferAccount.ReadAsync(signing.Chain, signing.Call.Required(_offer), cancellationToken).ConfigureAwait(false);
        var terms = _terms.Apply(signing.Call, offer.Value);
        var sent = await signing.SendAsync("update offer", cancellationToken, OfferRecipes.Update(signing.Signer, offer.Address, offer.Value.Node, terms)).ConfigureAwait(false);
        signing.Report("hypernode.offer.updated.v1", sent, new Facts()
            .Address("offer", "offer", offer.Address)
            .Hyper("pricePerSecond", "price, a second", new HyperAmount(terms.PricePerSecond))
            .Number("slots", "slots", terms.Slots));
    }
}

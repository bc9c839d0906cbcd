using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Commands.Node;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Primitives;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Market.Offers;

internal sealed class PublishCommand : SigningCommand
{
    private readonly Argument<string> _market;
    private readonly NodeOption _node = new();
    private readonly OfferTermsOptions _terms = new();

    public PublishCommand()
        : base(
            "publish",
            "Publish a node's offer in a market; its operator signs.",
            "hypernode market offer publish cpu-small --price 0.00001 --slots 2 --wallet ./node/operator.json")
    {
        _market = Argument<string>("MARKET", MarketAccount.Description);
        _node.AddTo(this);
        foreach (var option in _terms.All)
        {
            Options.Add(option);
        }
    }

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var market = await MarketAccount.ReadAsync(signing.Chain, signing.Call.Required(_market), cancellationToken).ConfigureAwait(false);
        var node = _node.AddressOf(signing.Call);
        var terms = _terms.For(signing.Call, market.Value);
        var sent = await signing.SendAsync("publish offer", cancellationToken, OfferRecipes.Publish(signing.Signer, market.Address, node, terms)).ConfigureAwait(false);
        signing.Report("hypernode.offer.published.v1", sent, new Facts()
            .Address("offer", "offer", OfferRecipes.AddressOf(market.Address, node))
            .Address("market", "market", market.Address)
            .Address("node", "node", node)
            .Hyper("pricePerSecond", "price, a second", new HyperAmount(terms.PricePerSecond))
            .Number("slots", "slots", terms.Slots));
    }
}

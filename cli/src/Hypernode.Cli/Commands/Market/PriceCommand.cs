using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Primitives;

namespace Hypernode.Cli.Commands.Market;

internal sealed class PriceCommand : CliCommand
{
    private const uint Hour = 3_600;

    private readonly Argument<string> _market;

    public PriceCommand()
        : base("price", "Show what a second and an hour cost in a market: the least it allows, and the lowest offer with room.", "hypernode market price cpu-small") =>
        _market = Argument<string>("MARKET", MarketAccount.Description);

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var market = await MarketAccount.ReadAsync(chain, call.Required(_market), cancellationToken).ConfigureAwait(false);
        var activity = await MarketActivity.ReadAsync(chain, market.Address, cancellationToken).ConfigureAwait(false);
        var least = new HyperAmount(market.Value.PriceMin);
        var facts = new Facts().Address("market", "market", market.Address)
            .Hyper("priceMin", "least, a second", least)
            .Hyper("priceMinHour", "least, an hour", Times(least));
        facts = activity.LowestOffer is { } offer
            ? facts.Hyper("lowestOffer", "lowest offer, a second", offer).Hyper("lowestOfferHour", "lowest offer, an hour", Times(offer))
            : facts.Hidden("lowestOffer", null).Hidden("lowestOfferHour", null).Shown("lowest offer", "none with room");
        call.Output.Facts("hypernode.market.price.v1", facts);
    }

    private static HyperAmount Times(HyperAmount perSecond) => new(checked(perSecond.BaseUnits * Hour));
}

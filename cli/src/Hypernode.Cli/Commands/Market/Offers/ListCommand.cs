using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Cli.Commands.Market.Offers;

internal sealed class ListCommand : AccountListCommand<Offer>
{
    private readonly Option<string?> _market;
    private readonly Option<string?> _node;

    public ListCommand()
        : base(
            new ListFrame(MarketsProgram.Id, "hypernode.offers.v1", "offers", "No offers.", "offer", "market", "node", "status", "HYPER/s", "slots", "run"),
            "List standing offers, cheapest first.", "hypernode market offer list --market cpu-small", "hypernode market offer list --json")
    {
        _market = Option<string?>("--market", "Offers in this market.");
        _node = Option<string?>("--node", "Offers of this node.");
    }

    protected override IEnumerable<AccountFilter> Filters(Invocation call, ChainSession chain)
    {
        if (call.Get(_market) is { } market)
        {
            yield return MarketsFilters.OfferBy.Market(chain.Network.MarketAddress(market));
        }

        if (call.Get(_node) is { } node)
        {
            yield return MarketsFilters.OfferBy.Node(Parsing.Address(node));
        }
    }

    protected override IEnumerable<ChainAccount<Offer>> Sorted(IEnumerable<ChainAccount<Offer>> accounts) => accounts.OrderBy(offer => offer.Value.PricePerSecond);

    protected override Task<AccountView<Offer>> ViewAsync(ChainSession chain, CancellationToken cancellationToken) =>
        Task.FromResult(new AccountView<Offer>(
            offer => new JsonObject
            {
                ["offer"] = offer.Address.ToString(),
                ["market"] = offer.Value.Market.ToString(),
                ["node"] = offer.Value.Node.ToString(),
                ["status"] = offer.Value.Status.ToString(),
                ["autoAccept"] = offer.Value.AutoAccept,
                ["slots"] = offer.Value.Slots,
                ["pricePerSecond"] = offer.Value.PricePerSecond.ToString(CultureInfo.InvariantCulture),
                ["minDurationSeconds"] = offer.Value.MinDurationSeconds,
                ["maxDurationSeconds"] = offer.Value.MaxDurationSeconds,
            },
            offer =>
            [
                offer.Address.ToString(), chain.Network.MarketName(offer.Value.Market) ?? offer.Value.Market.ToString(), offer.Value.Node.ToString(),
                offer.Value.AutoAccept ? offer.Value.Status.ToString() : $"{offer.Value.Status}, by hand", new HyperAmount(offer.Value.PricePerSecond).ToString(),
                offer.Value.Slots.ToString(CultureInfo.InvariantCulture),
                $"{TimeText.Span(offer.Value.MinDurationSeconds)} to {TimeText.Span(offer.Value.MaxDurationSeconds)}",
            ]));
}

using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;

namespace Hypernode.Cli.Commands.Market;

internal sealed class ListCommand() : AccountListCommand<Client.Markets.Market>(
    new ListFrame(MarketsProgram.Id, "hypernode.markets.v1", "markets", "No markets.", "market", "address", "status", "from, HYPER/s", "run", "needs"),
    "List the markets with their prices and bounds.", "hypernode market list", "hypernode market list --json")
{
    protected override Task<AccountView<Client.Markets.Market>> ViewAsync(ChainSession chain, CancellationToken cancellationToken) =>
        Task.FromResult(new AccountView<Client.Markets.Market>(
            market => MarketDocument.ToJson(market, chain.Network),
            market =>
            [
                chain.Network.MarketName(market.Address) ?? "-", market.Address.ToString(), market.Value.Status.ToString(),
                new HyperAmount(market.Value.PriceMin).ToString(),
                $"{TimeText.Span(market.Value.MinDurationSeconds)} to {TimeText.Span(market.Value.MaxDurationSeconds)}",
                MarketNeeds.Of(market.Value.Requirements),
            ]));
}

using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Market;

internal sealed class ListCommand() : CliCommand("list", "List the markets with their prices and bounds.", "hypernode market list", "hypernode market list --json")
{
    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var markets = await new ProgramAccounts(chain.Rpc, MarketsProgram.Id)
            .ListAsync<Client.Markets.Market>([], cancellationToken).ConfigureAwait(false);
        call.Output.List(
            "hypernode.markets.v1", "markets", markets, "No markets.", ["market", "address", "status", "from, HYPER/s", "run", "needs"],
            market => MarketDocument.ToJson(market, chain.Network),
            market =>
            [
                chain.Network.MarketName(market.Address) ?? "-", market.Address.ToString(), market.Value.Status.ToString(),
                new HyperAmount(market.Value.PriceMin).ToString(),
                $"{TimeText.Span(market.Value.MinDurationSeconds)} to {TimeText.Span(market.Value.MaxDurationSeconds)}",
                MarketNeeds.Of(market.Value.Requirements),
            ]);
    }
}

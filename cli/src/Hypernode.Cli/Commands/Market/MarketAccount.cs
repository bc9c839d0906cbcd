using Hypernode.Cli.Chain;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Market;

/// <summary>Reads one market by name or address.</summary>
internal static class MarketAccount
{
    public const string Description = "Name (on a local network) or address of the market.";

    public static Task<ChainAccount<Client.Markets.Market>> ReadAsync(ChainSession chain, string nameOrAddress, CancellationToken cancellationToken) =>
        chain.RequireAsync<Client.Markets.Market>(
            MarketsProgram.Id, chain.Network.MarketAddress(nameOrAddress), "market", "hypernode market list", cancellationToken);
}

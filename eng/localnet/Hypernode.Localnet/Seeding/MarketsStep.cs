using Hypernode.Client.Markets;
using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Keys;

namespace Hypernode.Localnet.Seeding;

/// <summary>Creates the markets.</summary>
internal sealed class MarketsStep : ISeedStep
{
    public string Name => "markets";

    public async Task ApplyAsync(LocalChain chain, CancellationToken cancellationToken)
    {
        using var admin = LocalKeys.Signer(SeedActors.MarketAdmin);
        await Task.WhenAll(SeedPlan.Markets.Select(async market =>
        {
            var id = LocalKeys.Id(market.Name);
            if (await chain.ExistsAsync(MarketsAddresses.FindMarketAddress(id).Address, cancellationToken))
            {
                return;
            }

            var create = MarketsInstructions.CreateMarket(
                new CreateMarketAccounts { MarketAdmin = admin.Address, Payer = admin.Address },
                new CreateMarketArgs { Id = id, Terms = DefaultParameters.Market(market) });
            await chain.SendAsync($"create market {market.Name}", admin, [create], [], cancellationToken);
        }));
    }
}

using System.Security.Cryptography;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Market;

internal sealed class CreateCommand : SigningCommand
{
    private readonly MarketTermsOptions _terms = new();

    public CreateCommand()
        : base("create", "Create a market; only the market admin or the authority may.", "hypernode market create --price-min 0.001 --gpus 1 --vram-mib 49152 --wallet market-admin")
    {
        foreach (var option in _terms.All)
        {
            Options.Add(option);
        }
    }

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var terms = _terms.Apply(signing.Call, MarketTermsOptions.Defaults);
        var id = RandomNumberGenerator.GetBytes(16);
        var sent = await signing.SendAsync("create market", cancellationToken, MarketRecipes.Create(signing.Signer, id, terms)).ConfigureAwait(false);
        signing.Report("hypernode.market.created.v1", sent, new Facts()
            .Address("market", "market", MarketsAddresses.FindMarketAddress(id).Address)
            .Hyper("priceMin", "least, a second", new HyperAmount(terms.PriceMin)));
    }
}

using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Market;

internal sealed class UpdateCommand : SigningCommand
{
    private readonly Argument<string> _market;
    private readonly MarketTermsOptions _terms = new();

    public UpdateCommand()
        : base(
            "update",
            "Change terms of a market for jobs posted later; only the market admin or the authority may.",
            "hypernode market update cpu-small --price-min 0.00002 --wallet market-admin")
    {
        _market = Argument<string>("MARKET", MarketAccount.Description);
        foreach (var option in _terms.All)
        {
            Options.Add(option);
        }
    }

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var market = await MarketAccount.ReadAsync(signing.Chain, signing.Call.Required(_market), cancellationToken).ConfigureAwait(false);
        var before = MarketRecipes.TermsOf(market.Value);
        var terms = _terms.Apply(signing.Call, before);
        if (terms == before)
        {
            throw new CliException(ExitCode.Usage, "the market has these terms already", "name what to change, such as --price-min");
        }

        var sent = await signing.SendAsync("update market", cancellationToken, MarketRecipes.Update(signing.Signer, market.Address, terms)).ConfigureAwait(false);
        signing.Report("hypernode.market.updated.v1", sent, new Facts().Address("market", "market", market.Address));
    }
}

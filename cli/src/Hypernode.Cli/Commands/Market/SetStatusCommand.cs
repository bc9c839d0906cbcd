using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Market;

internal sealed class SetStatusCommand : SigningCommand
{
    private readonly Argument<string> _market;
    private readonly Argument<MarketStatus> _status;

    public SetStatusCommand()
        : base(
            "set-status",
            "Open, pause or close a market for jobs posted later; only the market admin or the authority may.",
            "hypernode market set-status cpu-small paused --wallet market-admin")
    {
        _market = Argument<string>("MARKET", MarketAccount.Description);
        _status = Argument<MarketStatus>("STATUS", "active, paused or closed.");
    }

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var market = await MarketAccount.ReadAsync(signing.Chain, signing.Call.Required(_market), cancellationToken).ConfigureAwait(false);
        var status = signing.Call.Required(_status);
        var sent = await signing.SendAsync("set market status", cancellationToken, MarketRecipes.SetStatus(signing.Signer, market.Address, status)).ConfigureAwait(false);
        signing.Report("hypernode.market.status.v1", sent, new Facts().Address("market", "market", market.Address).Text("status", "status", status.ToString()));
    }
}

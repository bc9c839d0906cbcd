using System.CommandLine;
using Hypernode.Cli.Commands.Market.Offers;

namespace Hypernode.Cli.Commands.Market;

/// <summary>The group <c>hypernode market</c>.</summary>
internal static class MarketCommands
{
    public static Command Create() => new("market", "Prices and terms for classes of hardware.")
    {
        new ListCommand(),
        new ShowCommand(),
        new PriceCommand(),
        new WatchCommand(),
        OfferCommands.Create(),
        new CreateCommand(),
        new UpdateCommand(),
        new SetStatusCommand(),
    };
}

using System.CommandLine;

namespace Hypernode.Cli.Commands.Market;

/// <summary>The group <c>hypernode market</c>.</summary>
internal static class MarketCommands
{
    public static Command Create() => new("market", "Prices and terms for classes of hardware.")
    {
        new ListCommand(),
    };
}

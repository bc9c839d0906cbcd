using Hypernode.Cli.Commands;
using Hypernode.Protocol.Networks;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Chain;

/// <summary>Markets by the names the endpoints file gives them.</summary>
internal static class NamedMarkets
{
    /// <summary>The market of a name, or the address itself.</summary>
    public static Address MarketAddress(this NetworkEndpoints network, string nameOrAddress) =>
        network.Markets.TryGetValue(nameOrAddress, out var named) ? named : Parsing.Address(nameOrAddress);

    /// <summary>The name of a market; null where it has none here.</summary>
    public static string? MarketName(this NetworkEndpoints network, Address market) =>
        network.Markets.FirstOrDefault(pair => pair.Value == market).Key;
}

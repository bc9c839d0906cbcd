using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Networks;

namespace Hypernode.Cli.Commands.Market;

/// <summary>A market as JSON.</summary>
internal static class MarketDocument
{
    public static JsonObject ToJson(ChainAccount<Client.Markets.Market> account, NetworkEndpoints network)
    {
        var market = account.Value;
        return new JsonObject
        {
            ["market"] = account.Address.ToString(),
            ["name"] = network.MarketName(account.Address),
            ["status"] = market.Status.ToString(),
            ["priceMin"] = market.PriceMin.ToString(CultureInfo.InvariantCulture),
            ["minDurationSeconds"] = market.MinDurationSeconds,
            ["maxDurationSeconds"] = market.MaxDurationSeconds,
            ["challengeWindowSeconds"] = market.ChallengeWindowSeconds,
            ["gpuCount"] = market.Requirements.GpuCount,
            ["vramMib"] = market.Requirements.VramMib,
            ["cpuCores"] = market.Requirements.CpuCores,
            ["ramMib"] = market.Requirements.RamMib,
            ["stakeTier"] = market.Requirements.StakeTier,
            ["slot"] = account.Slot.Value,
        };
    }
}

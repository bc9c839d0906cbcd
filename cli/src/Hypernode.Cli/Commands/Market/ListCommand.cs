using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
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
        var document = new JsonObject
        {
            ["markets"] = new JsonArray([.. markets.Select(market => new JsonObject
            {
                ["market"] = market.Address.ToString(),
                ["name"] = chain.Network.MarketName(market.Address),
                ["status"] = market.Value.Status.ToString(),
                ["priceMin"] = market.Value.PriceMin.ToString(CultureInfo.InvariantCulture),
                ["minDurationSeconds"] = market.Value.MinDurationSeconds,
                ["maxDurationSeconds"] = market.Value.MaxDurationSeconds,
                ["challengeWindowSeconds"] = market.Value.ChallengeWindowSeconds,
                ["gpuCount"] = market.Value.Requirements.GpuCount,
                ["vramMib"] = market.Value.Requirements.VramMib,
                ["cpuCores"] = market.Value.Requirements.CpuCores,
                ["ramMib"] = market.Value.Requirements.RamMib,
                ["stakeTier"] = market.Value.Requirements.StakeTier,
                ["slot"] = market.Slot.Value,
            })]),
        };
        call.Output.Result("hypernode.markets.v1", document, output =>
        {
            if (markets.Count == 0)
            {
                output.Line("No markets.");
                return;
            }

            output.Table(["market", "address", "status", "from, HYPER/s", "run, s", "needs"], markets.Select(market => (string[])
            [
                chain.Network.MarketName(market.Address) ?? "-", market.Address.ToString(), market.Value.Status.ToString(),
                new HyperAmount(market.Value.PriceMin).ToString(), $"{market.Value.MinDurationSeconds}..{market.Value.MaxDurationSeconds}",
                Needs(market.Value.Requirements),
            ]));
        });
    }

    private static string Needs(PodRequirements requirements)
    {
        var needs = new List<string>();
        if (requirements.GpuCount > 0)
        {
            needs.Add($"{requirements.GpuCount} GPU of {requirements.VramMib / 1024} GiB");
        }

        if (requirements.CpuCores > 0)
        {
            needs.Add($"{requirements.CpuCores} cores");
        }

        if (requirements.RamMib > 0)
        {
            needs.Add($"{requirements.RamMib} MiB");
        }

        needs.Add($"stake tier {Math.Max((byte)1, requirements.StakeTier)}");
        return string.Join(", ", needs);
    }
}

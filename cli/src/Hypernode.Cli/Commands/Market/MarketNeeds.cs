using Hypernode.Client.Markets;

namespace Hypernode.Cli.Commands.Market;

/// <summary>Requirements in words.</summary>
internal static class MarketNeeds
{
    public static string Of(PodRequirements requirements)
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

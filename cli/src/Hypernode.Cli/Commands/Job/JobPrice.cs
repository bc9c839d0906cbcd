using Hypernode.Client.Primitives;
using Hypernode.Protocol.Settlements;

namespace Hypernode.Cli.Commands.Job;

/// <summary>What seconds cost, refused where it is more than a job may cost.</summary>
internal static class JobPrice
{
    public static HyperAmount Cap(HyperAmount pricePerSecond, uint seconds) =>
        RunPrice.Cap(pricePerSecond.BaseUnits, seconds) is { } cap
            ? new HyperAmount(cap)
            : throw new CliException(
                ExitCode.Usage, $"{pricePerSecond} HYPER a second for {seconds} s is more than the {new HyperAmount(RunPrice.MaxCap)} HYPER a job may cost",
                "lower the price or the time");
}

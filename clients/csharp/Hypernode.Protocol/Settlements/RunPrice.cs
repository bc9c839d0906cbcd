using Hypernode.Client.Primitives;

namespace Hypernode.Protocol.Settlements;

/// <summary>What a run costs, in base units.</summary>
public static class RunPrice
{
    /// <summary>The most a job may cost: 10^15 base units.</summary>
    public const ulong MaxCap = 1_000_000_000_000_000;

    /// <summary>Most a run may cost: price a second times its limit; null above <see cref="MaxCap"/>.</summary>
    public static ulong? Cap(ulong pricePerSecond, uint maxRunSeconds)
    {
        var cap = (UInt128)pricePerSecond * maxRunSeconds;
        return cap <= MaxCap ? (ulong)cap : null;
    }

    /// <summary>min(price a second * seconds, cap), of which a failed run pays a part, rounded down.</summary>
    /// <param name="pricePerSecond">Base units a second.</param>
    /// <param name="meteredSeconds">Seconds billed.</param>
    /// <param name="cap">Most the run may cost.</param>
    /// <param name="failed">It ended with another exit code than 0 before its limit and was not stopped.</param>
    /// <param name="failedPay">Part of the price a failed run pays.</param>
    public static ulong Of(ulong pricePerSecond, uint meteredSeconds, ulong cap, bool failed, BasisPoints failedPay)
    {
        var full = (ulong)UInt128.Min((UInt128)pricePerSecond * meteredSeconds, cap);
        return failed ? failedPay.FloorOf(full) : full;
    }

    /// <summary>Fee for the voters of an audit: ceil(cap * part).</summary>
    public static ulong VerificationFee(ulong cap, BasisPoints part) => part.CeilingOf(cap);

    /// <summary>Bond of a challenge: max(minimum, floor(cap * part)).</summary>
    public static ulong ChallengeBond(ulong cap, BasisPoints part, ulong minimum) => Math.Max(minimum, part.FloorOf(cap));
}

using System.Globalization;
using Hypernode.Client.Primitives;

namespace Hypernode.Cli.Terminal;

/// <summary>Weight of stake as people read it.</summary>
internal static class WeightText
{
    /// <summary>xHYPER with only the decimals that are not zero; weights are wider than amounts.</summary>
    public static string Of(UInt128 weight)
    {
        var fraction = ((ulong)(weight % HyperAmount.UnitsPerHyper)).ToString("D6", CultureInfo.InvariantCulture).TrimEnd('0');
        var whole = (weight / HyperAmount.UnitsPerHyper).ToString(CultureInfo.InvariantCulture);
        return fraction.Length == 0 ? $"{whole} xHYPER" : $"{whole}.{fraction} xHYPER";
    }
}

using System.Globalization;

namespace Hypernode.Client.Primitives;

/// <summary>An amount of HYPER, held exactly in base units of 10^-6 HYPER.</summary>
/// <param name="BaseUnits">Base units, from 0.</param>
public readonly record struct HyperAmount(ulong BaseUnits) : IComparable<HyperAmount>
{
    /// <summary>Digits after the point.</summary>
    public const int Decimals = 6;

    /// <summary>Base units of one HYPER.</summary>
    public const ulong UnitsPerHyper = 1_000_000;

    private const char UnitsSuffix = 'u';

    public static HyperAmount Zero => default;

    public static HyperAmount operator +(HyperAmount left, HyperAmount right) => new(checked(left.BaseUnits + right.BaseUnits));

    /// <summary>The difference.</summary>
    /// <exception cref="OverflowException">The right side is larger.</exception>
    public static HyperAmount operator -(HyperAmount left, HyperAmount right) => new(checked(left.BaseUnits - right.BaseUnits));

    public static bool operator <(HyperAmount left, HyperAmount right) => left.BaseUnits < right.BaseUnits;

    public static bool operator <=(HyperAmount left, HyperAmount right) => left.BaseUnits <= right.BaseUnits;

    public static bool operator >(HyperAmount left, HyperAmount right) => left.BaseUnits > right.BaseUnits;

    public static bool operator >=(HyperAmount left, HyperAmount right) => left.BaseUnits >= right.BaseUnits;

    public static HyperAmount Add(HyperAmount left, HyperAmount right) => left + right;

    public static HyperAmount Subtract(HyperAmount left, HyperAmount right) => left - right;

    /// <summary>Whole HYPER.</summary>
    /// <exception cref="OverflowException">More than 64 bits of base units.</exception>
    public static HyperAmount FromHyper(ulong hyper) => new(checked(hyper * UnitsPerHyper));

    /// <summary>Reads HYPER as <c>1.5</c> or base units as <c>1500000u</c>.</summary>
    /// <exception cref="FormatException">A sign, an exponent, a grouping, more than six decimals, or more than 64 bits of base units.</exception>
    public static HyperAmount Parse(ReadOnlySpan<char> text) => TryParse(text, out var amount)
        ? amount
        : throw new FormatException($"\"{text}\" is no amount: write HYPER as 1.5, with at most {Decimals} decimals, or base units as 1500000u.");

    /// <summary>As <see cref="Parse"/>; false for any other text.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out HyperAmount amount)
    {
        amount = default;
        if (!text.IsEmpty && text[^1] == UnitsSuffix)
        {
            return TryDigits(text[..^1], out var units) && Accept(units, out amount);
        }

        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? "0" : text[(point + 1)..];
        if (fraction.Length > Decimals || !TryDigits(whole, out var hyper) || !TryDigits(fraction, out var parts))
        {
            return false;
        }

        for (var i = fraction.Length; i < Decimals; i++)
        {
            parts *= 10;
        }

        var total = ((UInt128)hyper * UnitsPerHyper) + parts;
        return total <= ulong.MaxValue && Accept((ulong)total, out amount);
    }

    public int CompareTo(HyperAmount other) => BaseUnits.CompareTo(other.BaseUnits);

    /// <summary>HYPER with only the decimals that are not zero: <c>1.5</c>.</summary>
    public override string ToString()
    {
        var fraction = (BaseUnits % UnitsPerHyper).ToString("D6", CultureInfo.InvariantCulture).TrimEnd('0');
        var whole = (BaseUnits / UnitsPerHyper).ToString(CultureInfo.InvariantCulture);
        return fraction.Length == 0 ? whole : $"{whole}.{fraction}";
    }

    private static bool Accept(ulong units, out HyperAmount amount)
    {
        amount = new HyperAmount(units);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out ulong value) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}

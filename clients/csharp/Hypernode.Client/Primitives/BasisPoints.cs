using System.Globalization;

namespace Hypernode.Client.Primitives;

/// <summary>A part of 10,000.</summary>
public readonly record struct BasisPoints : IComparable<BasisPoints>
{
    /// <summary>The whole.</summary>
    public const ushort Whole = 10_000;

    /// <param name="value">Parts of 10,000, from 0 to <see cref="Whole"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than the whole.</exception>
    public BasisPoints(ushort value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Whole);
        Value = value;
    }

    /// <summary>Parts of 10,000.</summary>
    public ushort Value { get; }

    public static bool operator <(BasisPoints left, BasisPoints right) => left.Value < right.Value;

    public static bool operator <=(BasisPoints left, BasisPoints right) => left.Value <= right.Value;

    public static bool operator >(BasisPoints left, BasisPoints right) => left.Value > right.Value;

    public static bool operator >=(BasisPoints left, BasisPoints right) => left.Value >= right.Value;

    /// <summary>This part of an amount, rounded down: floor(amount * parts / 10,000).</summary>
    public ulong FloorOf(ulong amount) => (ulong)((UInt128)amount * Value / Whole);

    /// <summary>This part of an amount, rounded up.</summary>
    public ulong CeilingOf(ulong amount) => (ulong)((((UInt128)amount * Value) + Whole - 1) / Whole);

    public int CompareTo(BasisPoints other) => Value.CompareTo(other.Value);

    /// <summary>Percent: <c>12.5 %</c>.</summary>
    public override string ToString() => (Value / 100m).ToString("0.##", CultureInfo.InvariantCulture) + " %";
}

using System.Globalization;

namespace Hypernode.Client.Primitives;

/// <summary>An amount of SOL in lamports of 10^-9 SOL: what fees and rent are counted in.</summary>
/// <param name="Value">Lamports, from 0.</param>
public readonly record struct Lamports(ulong Value) : IComparable<Lamports>
{
    public static bool operator <(Lamports left, Lamports right) => left.Value < right.Value;

    public static bool operator <=(Lamports left, Lamports right) => left.Value <= right.Value;

    public static bool operator >(Lamports left, Lamports right) => left.Value > right.Value;

    public static bool operator >=(Lamports left, Lamports right) => left.Value >= right.Value;

    public static Lamports operator +(Lamports left, Lamports right) => new(checked(left.Value + right.Value));

    /// <summary>The difference.</summary>
    /// <exception cref="OverflowException">The right side is larger.</exception>
    public static Lamports operator -(Lamports left, Lamports right) => new(checked(left.Value - right.Value));

    public static Lamports Add(Lamports left, Lamports right) => left + right;

    public static Lamports Subtract(Lamports left, Lamports right) => left - right;

    public int CompareTo(Lamports other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace Hypernode.Client.Primitives;

/// <summary>A slot of the chain: one leader's turn to make a block, which it may miss.</summary>
/// <param name="Value">Number from 0.</param>
public readonly record struct Slot(ulong Value) : IComparable<Slot>
{
    public static bool operator <(Slot left, Slot right) => left.Value < right.Value;

    public static bool operator <=(Slot left, Slot right) => left.Value <= right.Value;

    public static bool operator >(Slot left, Slot right) => left.Value > right.Value;

    public static bool operator >=(Slot left, Slot right) => left.Value >= right.Value;

    /// <summary>The slot this many turns later.</summary>
    public static Slot operator +(Slot slot, ulong turns) => new(checked(slot.Value + turns));

    public static Slot Add(Slot slot, ulong turns) => slot + turns;

    public int CompareTo(Slot other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

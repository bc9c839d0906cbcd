using System.Globalization;

namespace Hypernode.Client.Primitives;

/// <summary>A time as the chain's clock tells it.</summary>
/// <param name="Value">Seconds since 1970-01-01 00:00 UTC; 0 where a time is not set.</param>
public readonly record struct UnixSeconds(long Value) : IComparable<UnixSeconds>
{
    public static bool operator <(UnixSeconds left, UnixSeconds right) => left.Value < right.Value;

    public static bool operator <=(UnixSeconds left, UnixSeconds right) => left.Value <= right.Value;

    public static bool operator >(UnixSeconds left, UnixSeconds right) => left.Value > right.Value;

    public static bool operator >=(UnixSeconds left, UnixSeconds right) => left.Value >= right.Value;

    public static UnixSeconds operator +(UnixSeconds time, long seconds) => new(checked(time.Value + seconds));

    /// <summary>Seconds from the right time to the left one.</summary>
    public static long operator -(UnixSeconds left, UnixSeconds right) => checked(left.Value - right.Value);

    public static UnixSeconds Add(UnixSeconds time, long seconds) => time + seconds;

    public static long Subtract(UnixSeconds left, UnixSeconds right) => left - right;

    public static UnixSeconds From(DateTimeOffset time) => new(time.ToUnixTimeSeconds());

    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.FromUnixTimeSeconds(Value);

    public int CompareTo(UnixSeconds other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Primitives;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Decoding;

/// <summary>
/// A value in the unit its name gives: <c>_at</c> is a time, <c>_seconds</c> a span, <c>_bps</c> a part of the whole, a weight is xHYPER,
/// and a bare amount is HYPER.
/// </summary>
internal static class FieldText
{
    private const string Nothing = "-";

    /// <summary>Integers of 64 bits that are no amounts although their names give no unit.</summary>
    private static readonly HashSet<string> Counts = new(StringComparer.Ordinal)
    {
        "Id", "Positions", "Completed", "Failed", "TimedOut", "Invalid", "Declined", "BenchmarkUnits", "OutputBytes", "Preferred", "PastAuthorities", "ProposalCount",
    };

    /// <summary>Whether the value is anything but zero or empty.</summary>
    public static bool IsSet(object? value) => value switch
    {
        null => false,
        Address address => address != default,
        IEnumerable items and not string => items.Cast<object?>().Any(IsSet),
        Enum => true,
        UInt128 number => number != 0,
        IConvertible number => Convert.ToDecimal(number, CultureInfo.InvariantCulture) != 0,
        _ => true,
    };

    /// <summary>Whether records of this type are a length and bytes of text.</summary>
    public static bool IsTextOf(Type type) => type.GetProperty("Length") is not null && type.GetProperty("Bytes") is not null;

    /// <summary>The value of a member.</summary>
    public static string Of(PropertyInfo member, object? value) => value switch
    {
        null => Nothing,
        byte[] bytes => Hex(bytes),
        Array items => items.Length == 0 ? Nothing : string.Join(", ", items.Cast<object?>().Select(item => Of(member, item))),
        byte number when EnumOf(member) is { } type && Enum.GetName(type, number) is { } name => name,
        _ when IsTextOf(value.GetType()) => string.Equals(member.Name, "Data", StringComparison.Ordinal) ? Hex(Used(value)) : Text(value),
        _ => One(member.Name, value),
    };

    private static string One(string name, object value) => value switch
    {
        Address address => address == default ? Nothing : address.ToString(),
        bool flag => flag ? "yes" : "no",
        Enum choice => choice.ToString(),
        long time when name.EndsWith("At", StringComparison.Ordinal) || name.EndsWith("Until", StringComparison.Ordinal) => TimeText.Of(time),
        ulong units when name.EndsWith("Lamports", StringComparison.Ordinal) => SolText.Of(new Lamports(units)),
        ulong units when !Counts.Contains(name) && !name.EndsWith("Slot", StringComparison.Ordinal) => $"{new HyperAmount(units)} HYPER",
        UInt128 weight when name.Contains("Weight", StringComparison.Ordinal) || name.EndsWith("Threshold", StringComparison.Ordinal) => WeightText.Of(weight),
        UInt128 number => number.ToString(CultureInfo.InvariantCulture),
        IConvertible number when name.EndsWith("Seconds", StringComparison.Ordinal) => TimeText.Span(Convert.ToUInt64(number, CultureInfo.InvariantCulture)),
        ushort parts when name.EndsWith("Bps", StringComparison.Ordinal) => Percent(parts),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? Nothing,
    };

    /// <summary>Multipliers exceed the whole, so this is no <see cref="BasisPoints"/>.</summary>
    private static string Percent(ushort parts) => (parts / 100m).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static string Hex(byte[] bytes) => IsSet(bytes) ? Convert.ToHexStringLower(bytes) : Nothing;

    private static string Text(object value) => Used(value) is { Length: > 0 } bytes ? Printable(Encoding.UTF8.GetString(bytes)) : Nothing;

    private static byte[] Used(object value)
    {
        var length = Convert.ToInt32(value.GetType().GetProperty("Length")!.GetValue(value), CultureInfo.InvariantCulture);
        var bytes = (byte[])value.GetType().GetProperty("Bytes")!.GetValue(value)!;
        return bytes[..Math.Min(length, bytes.Length)];
    }

    /// <summary>Text of the chain may hold anything: nothing of it may move the cursor.</summary>
    private static string Printable(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));

    /// <summary>Enums travel in arguments and events as bytes: the type whose name fits the member, beside the record that has it.</summary>
    private static Type? EnumOf(MemberInfo member)
    {
        var record = member.DeclaringType!;
        return record.Assembly.GetTypes().FirstOrDefault(type =>
            type.IsEnum && string.Equals(type.Namespace, record.Namespace, StringComparison.Ordinal)
            && (string.Equals(type.Name, member.Name, StringComparison.Ordinal)
                || type.Name.StartsWith(member.Name, StringComparison.Ordinal)
                || (type.Name.EndsWith(member.Name, StringComparison.Ordinal)
                    && record.Name.Contains(type.Name[..^member.Name.Length], StringComparison.Ordinal))));
    }
}

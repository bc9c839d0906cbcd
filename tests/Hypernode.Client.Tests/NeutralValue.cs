using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text.Json.Nodes;
using Hypernode.Solana.Addresses;

namespace Hypernode.Client.Tests;

/// <summary>Values of generated types in the form the foreign oracle speaks: numbers as decimal text, bytes as hex.</summary>
internal static class NeutralValue
{
    /// <summary>The fields of a generated record, in order, under the names the oracle uses for them.</summary>
    public static JsonNode? Of(object? value, JsonNode? example) => value switch
    {
        null => null,
        bool truth => JsonValue.Create(truth),
        string text => JsonValue.Create(text),
        byte[] bytes => JsonValue.Create(Convert.ToHexStringLower(bytes)),
        Address address => JsonValue.Create(address.ToString()),
        Enum named => JsonValue.Create(Convert.ToByte(named, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)),
        IFormattable number and (byte or sbyte or ushort or short or uint or int or ulong or long or UInt128 or Int128 or BigInteger) =>
            JsonValue.Create(number.ToString(null, CultureInfo.InvariantCulture)),
        IEnumerable items => new JsonArray([.. items.Cast<object>().Select((item, i) => Of(item, ((JsonArray)example!)[i]))]),
        _ => Record(value, (JsonObject)example!),
    };

    /// <summary>The record of a type that holds these values.</summary>
    public static object? Make(Type type, JsonNode? value)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null)
        {
            return null;
        }

        if (plain.IsEnum)
        {
            return Enum.ToObject(plain, byte.Parse((string)value!, CultureInfo.InvariantCulture));
        }

        if (plain == typeof(byte[]))
        {
            return Convert.FromHexString((string)value!);
        }

        if (plain.IsArray)
        {
            var element = plain.GetElementType()!;
            var source = (JsonArray)value;
            var items = Array.CreateInstance(element, source.Count);
            for (var i = 0; i < source.Count; i++)
            {
                items.SetValue(Make(element, source[i]), i);
            }

            return items;
        }

        if (plain == typeof(bool))
        {
            return (bool)value;
        }

        if (plain == typeof(string))
        {
            return (string)value!;
        }

        if (plain == typeof(Address))
        {
            return Address.Parse((string)value!);
        }

        return value is JsonObject fields ? MakeRecord(plain, fields) : Number(plain, (string)value!);
    }

    private static object MakeRecord(Type type, JsonObject value)
    {
        var record = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
        foreach (var (property, field) in Fields(type).Zip(value))
        {
            property.SetValue(record, Make(property.PropertyType, field.Value));
        }

        return record;
    }

    private static JsonObject Record(object record, JsonObject example)
    {
        var fields = Fields(record.GetType()).ToList();
        Assert.That(fields, Has.Count.EqualTo(example.Count), record.GetType().Name);
        return new JsonObject(fields.Zip(example, (property, field) => KeyValuePair.Create(field.Key, Of(property.GetValue(record), field.Value))));
    }

    /// <summary>Properties that carry fields: those every initialiser must set.</summary>
    private static IEnumerable<PropertyInfo> Fields(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(property => property.GetCustomAttribute<System.Runtime.CompilerServices.RequiredMemberAttribute>() is not null)
        .OrderBy(property => property.MetadataToken);

    private static object Number(Type type, string text)
    {
        if (type.IsPrimitive)
        {
            return Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
        }

        if (type == typeof(UInt128))
        {
            return UInt128.Parse(text, CultureInfo.InvariantCulture);
        }

        return type == typeof(Int128)
            ? (object)Int128.Parse(text, CultureInfo.InvariantCulture)
            : BigInteger.Parse(text, CultureInfo.InvariantCulture);
    }
}

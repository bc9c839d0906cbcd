using System.Text.Json;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Solana.Rpc.Transport;

/// <summary>Strict reading of reply fields: the wrong type or range is an <see cref="RpcProtocolException"/>.</summary>
internal static class JsonFields
{
    public static JsonElement Field(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            ? value
            : throw new RpcProtocolException($"field \"{name}\" is missing.");

    /// <summary>The field, or null when it is absent or JSON null.</summary>
    public static JsonElement? Optional(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>The whole value, or null when it is JSON null.</summary>
    public static JsonElement? OrNull(this JsonElement element) => element.ValueKind == JsonValueKind.Null ? null : element;

    public static ulong UInt64(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetUInt64(out var value) ? value : throw Wrong(element, "a whole number from 0 to 2^64 - 1");

    public static long Int64(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var value) ? value : throw Wrong(element, "a whole number of 64 bits");

    public static uint UInt32(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetUInt32(out var value) ? value : throw Wrong(element, "a whole number from 0 to 2^32 - 1");

    public static int Index(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var value) && value >= 0 ? value : throw Wrong(element, "an index");

    public static byte UInt8(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetByte(out var value) ? value : throw Wrong(element, "a number from 0 to 255");

    public static bool Boolean(this JsonElement element) =>
        element.ValueKind is JsonValueKind.True or JsonValueKind.False ? element.GetBoolean() : throw Wrong(element, "true or false");

    public static string Text(this JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw Wrong(element, "text");

    public static Address Address(this JsonElement element) => Addresses.Address.Parse(element.Text());

    public static Hash Hash(this JsonElement element) => Addresses.Hash.Parse(element.Text());

    public static Signature Signature(this JsonElement element) => Addresses.Signature.Parse(element.Text());

    public static T[] Items<T>(this JsonElement element, Func<JsonElement, T> read)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            throw Wrong(element, "an array");
        }

        var items = new T[element.GetArrayLength()];
        var at = 0;
        foreach (var item in element.EnumerateArray())
        {
            items[at++] = read(item);
        }

        return items;
    }

    /// <summary>Items of an optional array field; empty when the field is absent or null.</summary>
    public static T[] OptionalItems<T>(this JsonElement element, string name, Func<JsonElement, T> read) =>
        element.Optional(name) is { } array ? array.Items(read) : [];

    public static AtSlot<T> AtSlot<T>(this JsonElement element, Func<JsonElement, T> read) =>
        new(element.Field("context").Field("slot").UInt64(), read(element.Field("value")));

    /// <summary>Bytes written as <c>[text, "base64"]</c>.</summary>
    /// <exception cref="UnsupportedEncodingException">Any other encoding.</exception>
    public static byte[] Base64Pair(this JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            throw new UnsupportedEncodingException("base58 (legacy)");
        }

        if (element.ValueKind == JsonValueKind.Object)
        {
            throw new UnsupportedEncodingException("jsonParsed");
        }

        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() != 2)
        {
            throw Wrong(element, "a pair of text and encoding");
        }

        var encoding = element[1].Text();
        return !string.Equals(encoding, "base64", StringComparison.Ordinal)
            ? throw new UnsupportedEncodingException(encoding)
            : element[0].ValueKind == JsonValueKind.String && element[0].TryGetBytesFromBase64(out var bytes) ? bytes : throw Wrong(element[0], "base64 text");
    }

    private static RpcProtocolException Wrong(JsonElement element, string expected) =>
        new($"{expected} was expected, the node sent {element.ValueKind}.");
}

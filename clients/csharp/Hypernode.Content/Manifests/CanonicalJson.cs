using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hypernode.Content.Manifests;

/// <summary>
/// The one JSON form that is hashed: UTF-8 without spacing, keys sorted by UTF-16 code unit, integers within
/// plus and minus 2^53 - 1, no floats, no duplicate keys, shortest escapes (RFC 8785 restricted to integers).
/// </summary>
public static class CanonicalJson
{
    /// <summary>Largest integer magnitude every JSON reader keeps exact: 2^53 - 1.</summary>
    public const long MaxInteger = (1L << 53) - 1;

    private const int MaxDepth = 32;

    private static readonly JsonDocumentOptions Strict = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = MaxDepth,
    };

    /// <summary>Writes a tree in canonical form.</summary>
    /// <exception cref="ContentException"><see cref="ContentError.JsonNotCanonical"/>: a float, an integer out of range or a lone surrogate.</exception>
    public static byte[] Serialize(JsonNode? node)
    {
        using var document = JsonDocument.Parse(node?.ToJsonString() ?? "null", Strict);
        return Serialize(document.RootElement);
    }

    /// <summary>Writes an element in canonical form.</summary>
    /// <exception cref="ContentException"><see cref="ContentError.JsonNotCanonical"/>.</exception>
    public static byte[] Serialize(JsonElement element)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(element, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Parses bytes and refuses them unless they are exactly the canonical form of what they say.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="maxBytes">Most bytes accepted.</param>
    /// <exception cref="ContentException"><see cref="ContentError.TooLarge"/> or <see cref="ContentError.JsonNotCanonical"/>.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8, int maxBytes)
    {
        if (utf8.Length > maxBytes)
        {
            throw new ContentException(ContentError.TooLarge, $"{utf8.Length} bytes of JSON; at most {maxBytes} are accepted.");
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8, Strict);
        }
        catch (JsonException e)
        {
            throw new ContentException(ContentError.JsonNotCanonical, $"Not JSON: {e.Message}", e);
        }

        try
        {
            if (!Serialize(document.RootElement).AsSpan().SequenceEqual(utf8.Span))
            {
                throw new ContentException(ContentError.JsonNotCanonical, "JSON is valid but not in canonical form: sort keys, drop spacing, use the shortest escapes.");
            }
        }
        catch
        {
            document.Dispose();
            throw;
        }

        return document;
    }

    private static void Write(JsonElement element, IBufferWriter<byte> output)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(element, output);
                break;
            case JsonValueKind.Array:
                output.Write("["u8);
                var first = true;
                foreach (var item in element.EnumerateArray())
                {
                    output.Write(first ? ""u8 : ","u8);
                    first = false;
                    Write(item, output);
                }

                output.Write("]"u8);
                break;
            case JsonValueKind.String:
                WriteString(element.GetString()!, output);
                break;
            case JsonValueKind.Number:
                if (!element.TryGetInt64(out var number) || number is > MaxInteger or < -MaxInteger)
                {
                    throw new ContentException(ContentError.JsonNotCanonical, $"Number {element.GetRawText()} is no integer within 2^53 - 1; write amounts as decimal strings.");
                }

                output.Write(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
                break;
            default:
                output.Write(Encoding.ASCII.GetBytes(element.GetRawText()));
                break;
        }
    }

    private static void WriteObject(JsonElement element, IBufferWriter<byte> output)
    {
        output.Write("{"u8);
        var first = true;
        foreach (var property in element.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            output.Write(first ? ""u8 : ","u8);
            first = false;
            WriteString(property.Name, output);
            output.Write(":"u8);
            Write(property.Value, output);
        }

        output.Write("}"u8);
    }

    private static void WriteString(string text, IBufferWriter<byte> output)
    {
        var builder = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => builder.Append("\\\""),
                '\\' => builder.Append("\\\\"),
                '\b' => builder.Append("\\b"),
                '\t' => builder.Append("\\t"),
                '\n' => builder.Append("\\n"),
                '\f' => builder.Append("\\f"),
                '\r' => builder.Append("\\r"),
                < ' ' => builder.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => builder.Append(c),
            };
        }

        try
        {
            output.Write(new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(builder.Append('"').ToString()));
        }
        catch (EncoderFallbackException e)
        {
            throw new ContentException(ContentError.JsonNotCanonical, "A string holds a lone surrogate.", e);
        }
    }
}

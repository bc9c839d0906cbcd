using System.Text.Json;
using Hypernode.Content;
using Hypernode.Content.Manifests;
using Hypernode.Solana.Addresses;

namespace Hypernode.Protocol.Documents;

/// <summary>A value of a document that knows where it stands.</summary>
internal readonly struct DocumentNode(JsonElement element, string path)
{
    public string Path { get; } = path;

    /// <summary>Parses canonical bytes and hands the root to a reader.</summary>
    public static T Read<T>(ReadOnlyMemory<byte> utf8, int maxBytes, Func<DocumentNode, T> read)
    {
        try
        {
            using var document = CanonicalJson.Parse(utf8, maxBytes);
            return read(new DocumentNode(document.RootElement, "$"));
        }
        catch (ContentException e) when (e.Error is ContentError.TooLarge or ContentError.JsonNotCanonical)
        {
            var fault = e.Error == ContentError.TooLarge ? DocumentFault.TooLarge : DocumentFault.NotCanonical;
            throw new DocumentException(fault, "$", e.Message, e);
        }
    }

    public DocumentException Refuse(DocumentFault fault, string message) => new(fault, Path, message);

    /// <summary>The object, once it has exactly these fields.</summary>
    public DocumentNode Object(params ReadOnlySpan<string> fields)
    {
        RequireKind(JsonValueKind.Object, "an object");
        foreach (var property in element.EnumerateObject())
        {
            if (!fields.Contains(property.Name))
            {
                throw Refuse(DocumentFault.UnknownField, $"the field \"{property.Name}\" is unknown here.");
            }
        }

        foreach (var field in fields)
        {
            if (!element.TryGetProperty(field, out _))
            {
                throw Refuse(DocumentFault.MissingField, $"the field \"{field}\" is missing.");
            }
        }

        return this;
    }

    public DocumentNode this[string field] => new(element.GetProperty(field), $"{Path}.{field}");

    public DocumentNode RequireVersion(int version)
    {
        RequireKind(JsonValueKind.Object, "an object");
        if (!element.TryGetProperty("v", out var stated))
        {
            throw Refuse(DocumentFault.MissingField, "the field \"v\" is missing.");
        }

        return stated.ValueKind == JsonValueKind.Number && stated.TryGetInt32(out var value) && value == version
            ? this
            : throw new DocumentException(DocumentFault.UnknownVersion, $"{Path}.v", $"only version {version} is known.");
    }

    /// <summary>A text of one of the allowed words.</summary>
    public string Choice(params ReadOnlySpan<string> words)
    {
        var text = Text(0, 64);
        return words.Contains(text)
            ? text
            : throw Refuse(DocumentFault.UnknownChoice, $"\"{text}\" is none of {string.Join(", ", words.ToArray())}.");
    }

    public string Text(int minLength, int maxLength)
    {
        RequireKind(JsonValueKind.String, "a text");
        var text = element.GetString()!;
        return text.Length >= minLength && text.Length <= maxLength && !text.Contains('\0', StringComparison.Ordinal)
            ? text
            : throw Refuse(DocumentFault.OutOfBounds, $"a text of {minLength} to {maxLength} characters without NUL is expected.");
    }

    public long Integer(long min, long max)
    {
        RequireKind(JsonValueKind.Number, "a number");
        return element.TryGetInt64(out var value) && value >= min && value <= max
            ? value
            : throw Refuse(DocumentFault.OutOfBounds, $"a whole number from {min} to {max} is expected.");
    }

    /// <summary>A 64-bit number as decimal text, which every JSON reader keeps exact.</summary>
    public ulong DecimalText()
    {
        var text = Text(1, 20);
        return ulong.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value)
            && string.Equals(text, value.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
            ? value
            : throw Refuse(DocumentFault.OutOfBounds, $"\"{text}\" is no number of 64 bits in decimal digits.");
    }

    public IReadOnlyList<DocumentNode> Items(int min, int max)
    {
        RequireKind(JsonValueKind.Array, "a list");
        if (element.GetArrayLength() < min || element.GetArrayLength() > max)
        {
            throw Refuse(DocumentFault.OutOfBounds, $"a list of {min} to {max} entries is expected.");
        }

        var items = new List<DocumentNode>(element.GetArrayLength());
        foreach (var item in element.EnumerateArray())
        {
            items.Add(new DocumentNode(item, $"{Path}[{items.Count}]"));
        }

        return items;
    }

    /// <summary>Entries of an object whose keys are data.</summary>
    public IReadOnlyList<(string Key, DocumentNode Value)> Entries(int max)
    {
        RequireKind(JsonValueKind.Object, "an object");
        var entries = new List<(string, DocumentNode)>();
        foreach (var property in element.EnumerateObject())
        {
            entries.Add((property.Name, new DocumentNode(property.Value, $"{Path}.{property.Name}")));
        }

        return entries.Count <= max ? entries : throw Refuse(DocumentFault.OutOfBounds, $"at most {max} entries are accepted.");
    }

    public ContentId Content(ContentCodec codec)
    {
        var text = Text(0, 128);
        return ContentId.TryParse(text, out var id) && id.Codec == codec
            ? id
            : throw Refuse(DocumentFault.InvalidContentId, $"\"{text}\" is no content id of codec {codec.ToString().ToLowerInvariant()}.");
    }

    public byte[] Digest()
    {
        var text = Text(0, 128);
        return text.Length == 64 && text.All(char.IsAsciiHexDigit) && !text.Any(char.IsAsciiLetterUpper)
            ? Convert.FromHexString(text)
            : throw Refuse(DocumentFault.InvalidDigest, "64 lower-case hex digits are expected.");
    }

    public Address Address()
    {
        var text = Text(0, 64);
        return Solana.Addresses.Address.TryParse(text, out var address)
            ? address
            : throw Refuse(DocumentFault.InvalidAddress, $"\"{text}\" is no address: base58 text of 32 bytes is.");
    }

    private void RequireKind(JsonValueKind kind, string what)
    {
        if (element.ValueKind != kind)
        {
            throw Refuse(DocumentFault.WrongKind, $"{what} is expected.");
        }
    }
}

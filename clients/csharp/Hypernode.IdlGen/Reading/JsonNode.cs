using System.Text.Json;

namespace Hypernode.IdlGen.Reading;

/// <summary>A JSON value that knows where it stands in the file.</summary>
internal readonly struct JsonNode(JsonElement element, string path)
{
    public string Path { get; } = path;

    public JsonValueKind Kind => element.ValueKind;

    public bool IsText => element.ValueKind == JsonValueKind.String;

    public IdlException Refuse(IdlFault fault, string message) => new(fault, Path, message);

    /// <summary>The object, once every key of it is known.</summary>
    public JsonNode Object(params ReadOnlySpan<string> keys)
    {
        RequireKind(JsonValueKind.Object, "an object");
        foreach (var property in element.EnumerateObject())
        {
            if (!keys.Contains(property.Name))
            {
                throw Refuse(IdlFault.UnknownKey, $"the key \"{property.Name}\" is unknown here");
            }
        }

        return this;
    }

    public JsonNode Required(string key) =>
        TryGet(key, out var value) ? value : throw Refuse(IdlFault.MissingKey, $"the key \"{key}\" is missing");

    public bool TryGet(string key, out JsonNode value)
    {
        RequireKind(JsonValueKind.Object, "an object");
        var found = element.TryGetProperty(key, out var child);
        value = found ? new JsonNode(child, $"{Path}.{key}") : default;
        return found;
    }

    /// <summary>Items of a list.</summary>
    public IReadOnlyList<JsonNode> Items()
    {
        RequireKind(JsonValueKind.Array, "a list");
        var items = new List<JsonNode>(element.GetArrayLength());
        foreach (var item in element.EnumerateArray())
        {
            items.Add(new JsonNode(item, $"{Path}[{items.Count}]"));
        }

        return items;
    }

    /// <summary>Items of a list that may be absent.</summary>
    public IReadOnlyList<JsonNode> OptionalItems(string key) => TryGet(key, out var list) ? list.Items() : [];

    public string Text()
    {
        RequireKind(JsonValueKind.String, "a text");
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Refuse(IdlFault.WrongValue, "the text is no valid Unicode");
        }
    }

    public bool Flag(string key)
    {
        if (!TryGet(key, out var value))
        {
            return false;
        }

        return value.Kind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw value.Refuse(IdlFault.WrongValue, "true or false is expected"),
        };
    }

    /// <summary>A whole number from 0 to <paramref name="max"/>.</summary>
    public long Number(long max)
    {
        RequireKind(JsonValueKind.Number, "a number");
        return element.TryGetInt64(out var value) && value >= 0 && value <= max
            ? value
            : throw Refuse(IdlFault.WrongValue, $"a whole number from 0 to {max} is expected");
    }

    /// <summary>A list of bytes.</summary>
    public byte[] Bytes() => [.. Items().Select(item => (byte)item.Number(byte.MaxValue))];

    /// <summary>Lines of documentation; none when the key is absent.</summary>
    public IReadOnlyList<string> Docs() => [.. OptionalItems("docs").Select(line => line.Text())];

    private void RequireKind(JsonValueKind kind, string what)
    {
        if (element.ValueKind != kind)
        {
            throw Refuse(IdlFault.WrongValue, $"{what} is expected, not {element.ValueKind}");
        }
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hypernode.TestKit.Documents;

/// <summary>
/// The members of a JSON document and their kinds, compared with the committed ones of its schema: programs read these documents, so a
/// member that goes away or changes its kind is a new version of the schema.
/// </summary>
/// <remarks>With <c>HYPERNODE_REWRITE_SNAPSHOT=1</c> the committed shapes are written anew instead.</remarks>
public static class DocumentShape
{
    private const char Nullable = '?';
    private const string Null = "null";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly Lock Files = new();

    private static string Folder => Path.Combine(RepositoryFolder.Path, "tests/fixtures/command-line");

    /// <summary>What differs from the committed shape; null where nothing does.</summary>
    public static string? Difference(JsonElement document)
    {
        var schema = document.GetProperty("schema").GetString()!;
        var path = Path.Combine(Folder, $"{schema}.json");
        var shape = Of(document);
        lock (Files)
        {
            var known = File.Exists(path) ? JsonNode.Parse(File.ReadAllBytes(path)) : null;
            if (Environment.GetEnvironmentVariable("HYPERNODE_REWRITE_SNAPSHOT") is "1")
            {
                File.WriteAllText(path, Join(known, shape)!.ToJsonString(Indented) + "\n");
                return null;
            }

            return known is null
                ? $"there is no {path}; write it with HYPERNODE_REWRITE_SNAPSHOT=1"
                : JsonNode.DeepEquals(Join(known, shape), known) ? null : $"{schema} changed:\n{shape}\nand was\n{known}";
        }
    }

    private static JsonNode Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(value.EnumerateObject().Select(member => KeyValuePair.Create<string, JsonNode?>(member.Name, Of(member.Value)))),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(Of).Aggregate((JsonNode?)null, Join) is { } item ? (JsonNode?[])[item] : []]),
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Null => Null,
        JsonValueKind.Number => "number",
        _ => "string",
    };

    /// <summary>What both may be: a member that was null once is nullable; two kinds that do not agree are the new one alone.</summary>
    private static JsonNode? Join(JsonNode? known, JsonNode? seen) => (known, seen) switch
    {
        (null, _) => seen?.DeepClone(),
        (_, null) => known.DeepClone(),
        (JsonObject left, JsonObject right) when left.Select(m => m.Key).SequenceEqual(right.Select(m => m.Key), StringComparer.Ordinal) =>
            new JsonObject(left.Select(member => KeyValuePair.Create(member.Key, Join(member.Value, right[member.Key])))),
        (JsonArray left, JsonArray right) => new JsonArray([.. Join(left.FirstOrDefault(), right.FirstOrDefault()) is { } item ? (JsonNode?[])[item] : []]),
        (JsonValue left, JsonValue right) => Join((string)left!, (string)right!),
        _ => seen.DeepClone(),
    };

    private static string Join(string known, string seen)
    {
        var (left, right) = (known.TrimEnd(Nullable), seen.TrimEnd(Nullable));
        return (left, right) switch
        {
            (Null, Null) => Null,
            (Null, _) => right + Nullable,
            (_, Null) => left + Nullable,
            _ when !string.Equals(left, right, StringComparison.Ordinal) => seen,
            _ => known.EndsWith(Nullable) || seen.EndsWith(Nullable) ? left + Nullable : left,
        };
    }
}

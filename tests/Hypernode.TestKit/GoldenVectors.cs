using System.Text.Json.Nodes;

namespace Hypernode.TestKit;

/// <summary>Rows of tests/fixtures/golden-vectors.json, which the programs' tests read as well.</summary>
public static class GoldenVectors
{
    private static readonly JsonObject Document =
        (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryFolder.Path, "tests", "fixtures", "golden-vectors.json")))!;

    /// <summary>Names of all groups.</summary>
    public static IReadOnlyList<string> Groups => [.. Document.Select(group => group.Key)];

    /// <summary>Rows of a group; a group without rows is an error, or a test over them would see nothing.</summary>
    public static IReadOnlyList<JsonObject> Rows(string group)
    {
        var rows = ((JsonArray)Document[group]!).Select(row => (JsonObject)row!).ToList();
        return rows.Count > 0 ? rows : throw new InvalidDataException($"The group {group} of golden vectors is empty.");
    }

    /// <summary>Bytes of a field in hexadecimal digits.</summary>
    public static byte[] Bytes(this JsonNode row, string field) => Convert.FromHexString((string)row[field]!);

    /// <summary>A field that is a number.</summary>
    public static ulong Number(this JsonNode row, string field) => (ulong)row[field]!;
}

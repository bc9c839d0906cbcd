using System.Text.Json.Nodes;
using Hypernode.TestKit;

namespace Hypernode.Protocol.Tests;

/// <summary>Rows of tests/fixtures/golden-vectors.json, which the programs' tests read as well.</summary>
internal static class GoldenVectors
{
    private static readonly JsonObject Document =
        (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryFolder.Path, "tests", "fixtures", "golden-vectors.json")))!;

    public static IReadOnlyList<JsonObject> Rows(string group)
    {
        var rows = ((JsonArray)Document[group]!).Select(row => (JsonObject)row!).ToList();
        Assert.That(rows, Is.Not.Empty, group);
        return rows;
    }

    public static byte[] Bytes(this JsonNode row, string field) => Convert.FromHexString((string)row[field]!);

    public static ulong Number(this JsonNode row, string field) => (ulong)row[field]!;
}

using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Hypernode.Content.Manifests;
using Hypernode.Protocol.Documents;

namespace Hypernode.Protocol.Specs;

/// <summary>
/// The inputs of a job as a document of its own: a child of a batch shares its specification with all others and differs by these
/// alone. Its SHA-256 is the job's input digest.
/// </summary>
public static class InputList
{
    /// <summary>Most bytes of the canonical form.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Reads a list; whatever it does not know it refuses.</summary>
    /// <exception cref="DocumentException">It names the rule and the place.</exception>
    public static IReadOnlyList<SpecInput> Parse(ReadOnlyMemory<byte> utf8) => DocumentNode.Read(utf8, MaxBytes, SpecReader.ReadInputs);

    /// <summary>The one form that is hashed.</summary>
    public static byte[] ToCanonicalBytes(IReadOnlyList<SpecInput> inputs) => CanonicalJson.Serialize(ToJson(inputs));

    /// <summary>SHA-256 of the canonical form.</summary>
    public static byte[] DigestOf(IReadOnlyList<SpecInput> inputs) => SHA256.HashData(ToCanonicalBytes(inputs));

    internal static JsonArray ToJson(IReadOnlyList<SpecInput> inputs) =>
        [.. inputs.Select(input => (JsonNode?)new JsonObject { ["name"] = input.Name, ["cid"] = input.Cid.ToString() })];
}

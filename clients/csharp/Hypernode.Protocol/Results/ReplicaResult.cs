using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Hypernode.Content.Manifests;
using Hypernode.Protocol.Documents;

namespace Hypernode.Protocol.Results;

/// <summary>
/// What a replica commits to and reveals: the work and how it ended, without job, attempt, node or time, so that every honest node of a
/// group hands in the same 32 bytes.
/// </summary>
public sealed record ReplicaResult
{
    /// <summary>Most bytes of the canonical form.</summary>
    public const int MaxBytes = 16 * 1024;

    /// <summary>The only version there is.</summary>
    public const int Version = 1;

    private static readonly string[] Outcomes = ["completed", "program_failed", "time_limit", "memory_limit", "output_limit", "stopped", "not_runnable"];

    public required byte[] SpecDigest { get; init; }

    public required byte[] ImageDigest { get; init; }

    public required byte[] InputDigest { get; init; }

    public required RunOutcome Outcome { get; init; }

    /// <summary>0 to 255; 128 + n for signal n; 124 for a run cut at its time limit.</summary>
    public required int ExitCode { get; init; }

    public required ResultOutputs Outputs { get; init; }

    /// <summary>SHA-256 of the canonical form: what the replicas of a group are compared by.</summary>
    public byte[] Digest => SHA256.HashData(ToCanonicalBytes());

    /// <summary>Names of the members that a core shares with it.</summary>
    internal static IReadOnlyList<string> MemberNames { get; } = ["spec", "image", "input", "outcome", "exit_code", "outputs"];

    /// <summary>Reads a result; whatever it does not know it refuses.</summary>
    /// <exception cref="DocumentException">It names the rule and the place.</exception>
    public static ReplicaResult Parse(ReadOnlyMemory<byte> utf8) =>
        DocumentNode.Read(utf8, MaxBytes, root => ReadMembers(root.RequireVersion(Version).Object(["v", .. MemberNames])));

    /// <summary>The one form that is hashed.</summary>
    public byte[] ToCanonicalBytes()
    {
        var document = ToMembers();
        document["v"] = Version;
        return CanonicalJson.Serialize(document);
    }

    /// <summary>The members, for this document and for the core of a result.</summary>
    internal JsonObject ToMembers() => new()
    {
        ["spec"] = Convert.ToHexStringLower(SpecDigest),
        ["image"] = Convert.ToHexStringLower(ImageDigest),
        ["input"] = Convert.ToHexStringLower(InputDigest),
        ["outcome"] = Outcomes[(int)Outcome - 1],
        ["exit_code"] = ExitCode,
        ["outputs"] = new JsonObject
        {
            ["cid"] = Outputs.Cid.ToString(),
            ["files"] = Outputs.Files,
            ["bytes"] = Outputs.Bytes.ToString(CultureInfo.InvariantCulture),
        },
    };

    /// <summary>Reads the members out of an object that has them.</summary>
    internal static ReplicaResult ReadMembers(DocumentNode node)
    {
        var outputs = node["outputs"].Object("cid", "files", "bytes");
        var bytes = outputs["bytes"].DecimalText();
        return new ReplicaResult
        {
            SpecDigest = node["spec"].Digest(),
            ImageDigest = node["image"].Digest(),
            InputDigest = node["input"].Digest(),
            Outcome = (RunOutcome)(Array.IndexOf(Outcomes, node["outcome"].Choice(Outcomes)) + 1),
            ExitCode = (int)node["exit_code"].Integer(0, 255),
            Outputs = bytes <= long.MaxValue
                ? new ResultOutputs(outputs["cid"].Content(ContentCodec.Json), (int)outputs["files"].Integer(0, 10_000), (long)bytes)
                : throw outputs["bytes"].Refuse(DocumentFault.OutOfBounds, "more bytes than any store holds."),
        };
    }
}

using System.Text.Json.Nodes;
using Hypernode.Content.Manifests;
using Hypernode.Protocol.Documents;
using Hypernode.Solana.Addresses;

namespace Hypernode.Protocol.Results;

/// <summary>The part of a result that two runs of the same job must agree on: no clock, no host, no usage enters it.</summary>
public sealed record CoreResult
{
    /// <summary>Most bytes of the canonical form.</summary>
    public const int MaxBytes = 16 * 1024;

    /// <summary>The only version there is.</summary>
    public const int Version = 1;

    private static readonly string[] Outcomes = ["completed", "program_failed", "time_limit", "memory_limit", "output_limit", "stopped", "not_runnable"];

    /// <summary>Genesis hash of the chain.</summary>
    public required Hash Genesis { get; init; }

    public required Address Job { get; init; }

    /// <summary>Slot in which the job was posted: an address can be used again.</summary>
    public required ulong PostedSlot { get; init; }

    /// <summary>Attempt, from 1.</summary>
    public required byte Attempt { get; init; }

    public required byte[] SpecDigest { get; init; }

    public required byte[] ImageDigest { get; init; }

    public required byte[] InputDigest { get; init; }

    public required RunOutcome Outcome { get; init; }

    /// <summary>0 to 255; 128 + n for signal n; 124 for a run cut at its time limit.</summary>
    public required int ExitCode { get; init; }

    public required ResultOutputs Outputs { get; init; }

    /// <summary>Reads a core; whatever it does not know it refuses.</summary>
    /// <exception cref="DocumentException">It names the rule and the place.</exception>
    public static CoreResult Parse(ReadOnlyMemory<byte> utf8) => DocumentNode.Read(utf8, MaxBytes, Read);

    /// <summary>The one form that is hashed.</summary>
    public byte[] ToCanonicalBytes() => CanonicalJson.Serialize(new JsonObject
    {
        ["v"] = Version,
        ["genesis"] = Genesis.ToString(),
        ["job"] = Job.ToString(),
        ["posted_slot"] = Decimal(PostedSlot),
        ["attempt"] = Attempt,
        ["spec"] = Convert.ToHexStringLower(SpecDigest),
        ["image"] = Convert.ToHexStringLower(ImageDigest),
        ["input"] = Convert.ToHexStringLower(InputDigest),
        ["outcome"] = Outcomes[(int)Outcome - 1],
        ["exit_code"] = ExitCode,
        ["outputs"] = new JsonObject { ["cid"] = Outputs.Cid.ToString(), ["files"] = Outputs.Files, ["bytes"] = Decimal((ulong)Outputs.Bytes) },
    });

    private static CoreResult Read(DocumentNode root)
    {
        var core = root.RequireVersion(Version).Object(
            "v", "genesis", "job", "posted_slot", "attempt", "spec", "image", "input", "outcome", "exit_code", "outputs");
        var outputs = core["outputs"].Object("cid", "files", "bytes");
        var bytes = outputs["bytes"].DecimalText();
        return new CoreResult
        {
            Genesis = new Hash(core["genesis"].Address().Bytes),
            Job = core["job"].Address(),
            PostedSlot = core["posted_slot"].DecimalText(),
            Attempt = (byte)core["attempt"].Integer(1, byte.MaxValue),
            SpecDigest = core["spec"].Digest(),
            ImageDigest = core["image"].Digest(),
            InputDigest = core["input"].Digest(),
            Outcome = (RunOutcome)(Array.IndexOf(Outcomes, core["outcome"].Choice(Outcomes)) + 1),
            ExitCode = (int)core["exit_code"].Integer(0, 255),
            Outputs = bytes <= long.MaxValue
                ? new ResultOutputs(outputs["cid"].Content(ContentCodec.Json), (int)outputs["files"].Integer(0, 10_000), (long)bytes)
                : throw outputs["bytes"].Refuse(DocumentFault.OutOfBounds, "more bytes than any store holds."),
        };
    }

    private static string Decimal(ulong value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

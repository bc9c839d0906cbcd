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

    /// <summary>The part that is the same for every node: what replicas are compared by.</summary>
    public ReplicaResult Replica => new()
    {
        SpecDigest = SpecDigest,
        ImageDigest = ImageDigest,
        InputDigest = InputDigest,
        Outcome = Outcome,
        ExitCode = ExitCode,
        Outputs = Outputs,
    };

    /// <summary>The one form that is hashed.</summary>
    public byte[] ToCanonicalBytes()
    {
        var document = Replica.ToMembers();
        document["v"] = Version;
        document["genesis"] = Genesis.ToString();
        document["job"] = Job.ToString();
        document["posted_slot"] = PostedSlot.ToString(System.Globalization.CultureInfo.InvariantCulture);
        document["attempt"] = Attempt;
        return CanonicalJson.Serialize(document);
    }

    private static CoreResult Read(DocumentNode root)
    {
        var core = root.RequireVersion(Version).Object(["v", "genesis", "job", "posted_slot", "attempt", .. ReplicaResult.MemberNames]);
        var same = ReplicaResult.ReadMembers(core);
        return new CoreResult
        {
            Genesis = new Hash(core["genesis"].Address().Bytes),
            Job = core["job"].Address(),
            PostedSlot = core["posted_slot"].DecimalText(),
            Attempt = (byte)core["attempt"].Integer(1, byte.MaxValue),
            SpecDigest = same.SpecDigest,
            ImageDigest = same.ImageDigest,
            InputDigest = same.InputDigest,
            Outcome = same.Outcome,
            ExitCode = same.ExitCode,
            Outputs = same.Outputs,
        };
    }
}

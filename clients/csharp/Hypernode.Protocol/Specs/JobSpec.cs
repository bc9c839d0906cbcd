using System.Security.Cryptography;
using Hypernode.Content.Manifests;
using Hypernode.Protocol.Documents;

namespace Hypernode.Protocol.Specs;

/// <summary>What a job asks a node to do, version 1. Its canonical JSON is a blob; the chain holds the SHA-256 of it.</summary>
public sealed record JobSpec
{
    /// <summary>Most bytes of the canonical form.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The only version there is.</summary>
    public const int Version = 1;

    /// <summary>Root file system the command runs in.</summary>
    public required ImageReference Image { get; init; }

    /// <summary>Program and arguments; no shell comes in between.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Variables beside those the executor sets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Folders below <c>/in</c>.</summary>
    public IReadOnlyList<SpecInput> Inputs { get; init; } = [];

    /// <summary>Bounds of what <c>/out</c> may hold.</summary>
    public required OutputBounds Outputs { get; init; }

    /// <summary>What the run may use.</summary>
    public required SpecResources Resources { get; init; }

    /// <summary>GPUs the run needs.</summary>
    public SpecGpu Gpu { get; init; } = SpecGpu.None;

    /// <summary>What the run may reach.</summary>
    public NetworkClass Network { get; init; } = NetworkClass.None;

    /// <summary>Longest run in seconds; the node kills it then.</summary>
    public required int MaxSeconds { get; init; }

    /// <summary>How the result is checked.</summary>
    public VerificationMode Verification { get; init; } = VerificationMode.Plain;

    /// <summary>Names of variables whose values follow sealed, after a node accepted.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>SHA-256 of the canonical form: the job's spec digest.</summary>
    public byte[] Digest => SHA256.HashData(ToCanonicalBytes());

    /// <summary>SHA-256 of the canonical JSON of the inputs alone: the job's input digest.</summary>
    public byte[] InputDigest => InputList.DigestOf(Inputs);

    /// <summary>Reads a spec; whatever it does not know it refuses.</summary>
    /// <exception cref="DocumentException">It names the rule and the place.</exception>
    public static JobSpec Parse(ReadOnlyMemory<byte> utf8) => DocumentNode.Read(utf8, MaxBytes, SpecReader.Read);

    /// <summary>The one form that is hashed.</summary>
    /// <exception cref="DocumentException">A value of this record breaks a rule of the format.</exception>
    public byte[] ToCanonicalBytes()
    {
        var bytes = CanonicalJson.Serialize(SpecWriter.Write(this));
        _ = Parse(bytes);
        return bytes;
    }
}

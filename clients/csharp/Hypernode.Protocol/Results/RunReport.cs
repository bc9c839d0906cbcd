using System.Text.Json.Nodes;
using Hypernode.Content.Manifests;
using Hypernode.Protocol.Documents;
using Hypernode.Solana.Addresses;

namespace Hypernode.Protocol.Results;

/// <summary>The part of a result that differs from run to run: who ran it, when, and what it used.</summary>
public sealed record RunReport
{
    /// <summary>Most bytes of the canonical form.</summary>
    public const int MaxBytes = 16 * 1024;

    /// <summary>The only version there is.</summary>
    public const int Version = 1;

    public required Address Node { get; init; }

    /// <summary>How the run was kept from the host: <c>docker</c>, <c>docker-gvisor</c>, <c>sandbox</c>.</summary>
    public required string Isolation { get; init; }

    /// <summary>Unix milliseconds on the node's clock.</summary>
    public required long StartedAtMillis { get; init; }

    /// <summary>Unix milliseconds on the node's clock.</summary>
    public required long EndedAtMillis { get; init; }

    /// <summary>Most memory in use at once, bytes; 0 when the executor cannot tell.</summary>
    public required long PeakMemoryBytes { get; init; }

    /// <summary>Processor time of all processes, milliseconds; 0 when the executor cannot tell.</summary>
    public required long CpuMillis { get; init; }

    /// <summary>Manifest of the log.</summary>
    public required ContentId Log { get; init; }

    /// <summary>Bytes of output that the log left out.</summary>
    public required long LogDroppedBytes { get; init; }

    /// <summary>Reads a report; whatever it does not know it refuses.</summary>
    /// <exception cref="DocumentException">It names the rule and the place.</exception>
    public static RunReport Parse(ReadOnlyMemory<byte> utf8) => DocumentNode.Read(utf8, MaxBytes, Read);

    /// <summary>The one form that is hashed.</summary>
    public byte[] ToCanonicalBytes() => CanonicalJson.Serialize(new JsonObject
    {
        ["v"] = Version,
        ["node"] = Node.ToString(),
        ["isolation"] = Isolation,
        ["started_at_ms"] = StartedAtMillis,
        ["ended_at_ms"] = EndedAtMillis,
        ["peak_memory_bytes"] = PeakMemoryBytes,
        ["cpu_ms"] = CpuMillis,
        ["log"] = Log.ToString(),
        ["log_dropped_bytes"] = LogDroppedBytes,
    });

    private static RunReport Read(DocumentNode root)
    {
        var report = root.RequireVersion(Version).Object(
            "v", "node", "isolation", "started_at_ms", "ended_at_ms", "peak_memory_bytes", "cpu_ms", "log", "log_dropped_bytes");
        var started = report["started_at_ms"].Integer(0, CanonicalJson.MaxInteger);
        return new RunReport
        {
            Node = report["node"].Address(),
            Isolation = report["isolation"].Text(1, 64),
            StartedAtMillis = started,
            EndedAtMillis = report["ended_at_ms"].Integer(started, CanonicalJson.MaxInteger),
            PeakMemoryBytes = report["peak_memory_bytes"].Integer(0, CanonicalJson.MaxInteger),
            CpuMillis = report["cpu_ms"].Integer(0, CanonicalJson.MaxInteger),
            Log = report["log"].Content(ContentCodec.Json),
            LogDroppedBytes = report["log_dropped_bytes"].Integer(0, CanonicalJson.MaxInteger),
        };
    }
}

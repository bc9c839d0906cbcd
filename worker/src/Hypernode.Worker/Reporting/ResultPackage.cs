using Hypernode.Content.Manifests;

namespace Hypernode.Worker.Reporting;

/// <summary>A finished run in the form that is delivered and submitted.</summary>
/// <param name="ResultDigest">32 bytes for the chain.</param>
/// <param name="LogsDigest">32 bytes: id of the log.</param>
/// <param name="ExitCode">For the chain.</param>
/// <param name="OutputBytes">Sum of the output files.</param>
/// <param name="Contents">Everything to deliver.</param>
public sealed record ResultPackage(byte[] ResultDigest, byte[] LogsDigest, int ExitCode, ulong OutputBytes, IReadOnlyList<ContentId> Contents);

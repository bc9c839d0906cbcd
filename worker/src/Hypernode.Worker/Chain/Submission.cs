using Hypernode.Content.Manifests;

namespace Hypernode.Worker.Chain;

/// <summary>What <c>submit_job</c> says.</summary>
/// <param name="ResultDigest">32 bytes: digest over core and report.</param>
/// <param name="LogsDigest">32 bytes: content id of the log.</param>
/// <param name="ExitCode">0 = success; 124 = cut at the time limit.</param>
/// <param name="OutputBytes">Size of the outputs.</param>
/// <param name="MeteredSeconds">Seconds used, at least 1; the program clamps it.</param>
public sealed record Submission(byte[] ResultDigest, byte[] LogsDigest, int ExitCode, ulong OutputBytes, uint MeteredSeconds)
{
    /// <summary>Codec of the result digest: it is taken over the bytes of the result object.</summary>
    public const byte ResultObjectCodec = (byte)ContentCodec.Raw;
}

using System.Security.Cryptography;
using Hypernode.Protocol.Documents;

namespace Hypernode.Protocol.Results;

/// <summary>The 96 bytes that bind core and report: <c>hn:result:v1</c> padded with zeros to 32, core digest, report digest.</summary>
public sealed class ResultObject
{
    /// <summary>Bytes of the object.</summary>
    public const int Length = 96;

    private const int DigestLength = 32;

    private readonly byte[] _bytes;

    private ResultObject(byte[] bytes) => _bytes = bytes;

    private static ReadOnlySpan<byte> Tag => "hn:result:v1"u8;

    /// <summary>The object itself: a blob in content storage.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>SHA-256 of the canonical core.</summary>
    public ReadOnlyMemory<byte> CoreDigest => _bytes.AsMemory(DigestLength, DigestLength);

    /// <summary>SHA-256 of the canonical report.</summary>
    public ReadOnlyMemory<byte> ReportDigest => _bytes.AsMemory(2 * DigestLength, DigestLength);

    /// <summary>SHA-256 of the object: the job's result digest on chain.</summary>
    public byte[] Digest => SHA256.HashData(_bytes);

    /// <summary>Binds the canonical bytes of a core and a report.</summary>
    public static ResultObject Of(ReadOnlySpan<byte> core, ReadOnlySpan<byte> report)
    {
        var bytes = new byte[Length];
        Tag.CopyTo(bytes);
        SHA256.HashData(core, bytes.AsSpan(DigestLength));
        SHA256.HashData(report, bytes.AsSpan(2 * DigestLength));
        return new ResultObject(bytes);
    }

    /// <summary>Binds a core and a report.</summary>
    public static ResultObject Of(CoreResult core, RunReport report) => Of(core.ToCanonicalBytes(), report.ToCanonicalBytes());

    /// <summary>Reads the object.</summary>
    /// <exception cref="DocumentException">Another length, tag or padding.</exception>
    public static ResultObject Parse(ReadOnlySpan<byte> bytes)
    {
        Span<byte> head = stackalloc byte[DigestLength];
        head.Clear();
        Tag.CopyTo(head);
        return bytes.Length == Length && bytes[..DigestLength].SequenceEqual(head)
            ? new ResultObject(bytes.ToArray())
            : throw new DocumentException(DocumentFault.NotCanonical, "$", $"{Length} bytes with the tag hn:result:v1 are expected.");
    }
}

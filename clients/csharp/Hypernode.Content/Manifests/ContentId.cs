using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Hypernode.Content.Manifests;

/// <summary>
/// Names bytes by SHA-256: of the bytes (<see cref="ContentCodec.Raw"/>) or of their manifest (<see cref="ContentCodec.Json"/>).
/// Text form: CIDv1 in base32. On chain only the 32 digest bytes appear; the field says which codec it means.
/// </summary>
public readonly struct ContentId : IEquatable<ContentId>
{
    /// <summary>Bytes of a digest.</summary>
    public const int DigestSize = 32;

    private const byte Sha256Code = 0x12;

    private readonly byte[]? _digest;

    private ContentId(byte[] digest, ContentCodec codec)
    {
        _digest = digest;
        Codec = codec;
    }

    /// <summary>What the digest was taken over.</summary>
    public ContentCodec Codec { get; }

    /// <summary>The 32 bytes that stand on chain; all zero for <c>default</c>.</summary>
    public ReadOnlySpan<byte> Digest => _digest ?? new byte[DigestSize];

    /// <summary>The digest as 64 lower-case hex digits: its file name in a store.</summary>
    public string Hex => Convert.ToHexStringLower(Digest);

    /// <summary>Wraps a digest read from elsewhere, for instance from the chain.</summary>
    /// <exception cref="ContentException"><see cref="ContentError.IdMalformed"/>: not 32 bytes.</exception>
    public static ContentId FromDigest(ReadOnlySpan<byte> digest, ContentCodec codec)
    {
        if (digest.Length != DigestSize)
        {
            throw new ContentException(ContentError.IdMalformed, $"A digest has 32 bytes, not {digest.Length}.");
        }

        return new ContentId(digest.ToArray(), codec);
    }

    /// <summary>The id of a blob: SHA-256 of its bytes.</summary>
    public static ContentId OfBlob(ReadOnlySpan<byte> bytes) => new(SHA256.HashData(bytes), ContentCodec.Raw);

    /// <summary>The id of a manifest: SHA-256 of its canonical JSON.</summary>
    public static ContentId OfManifest(ReadOnlySpan<byte> canonicalJson) => new(SHA256.HashData(canonicalJson), ContentCodec.Json);

    /// <summary>Reads the text form.</summary>
    /// <exception cref="ContentException"><see cref="ContentError.IdMalformed"/>.</exception>
    public static ContentId Parse(string text) =>
        TryParse(text, out var id)
            ? id
            : throw new ContentException(ContentError.IdMalformed, $"'{Shorten(text)}' is no content id: expected CIDv1, base32, SHA-256, codec json or raw.");

    /// <summary>Reads the text form; false where <see cref="Parse"/> would throw.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ContentId id)
    {
        id = default;
        Span<byte> bytes = stackalloc byte[40];
        if (text is null || text.Length is < 50 or > 70 || text[0] != 'b' || !Base32.TryDecode(text.AsSpan(1), bytes, out var length))
        {
            return false;
        }

        bytes = bytes[..length];
        ContentCodec codec;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[1, 0x80, 0x04, Sha256Code, DigestSize]) && length == 5 + DigestSize)
        {
            codec = ContentCodec.Json;
        }
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[1, 0x55, Sha256Code, DigestSize]) && length == 4 + DigestSize)
        {
            codec = ContentCodec.Raw;
        }
        else
        {
            return false;
        }

        id = new ContentId(bytes[^DigestSize..].ToArray(), codec);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        ReadOnlySpan<byte> head = Codec == ContentCodec.Json ? [1, 0x80, 0x04, Sha256Code, DigestSize] : [1, 0x55, Sha256Code, DigestSize];
        Span<byte> bytes = stackalloc byte[head.Length + DigestSize];
        head.CopyTo(bytes);
        Digest.CopyTo(bytes[head.Length..]);
        return "b" + Base32.Encode(bytes);
    }

    /// <inheritdoc/>
    public bool Equals(ContentId other) => Codec == other.Codec && Digest.SequenceEqual(other.Digest);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ContentId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(Digest[..4]);

    public static bool operator ==(ContentId left, ContentId right) => left.Equals(right);

    public static bool operator !=(ContentId left, ContentId right) => !left.Equals(right);

    private static string Shorten(string? text) => text is null ? "(nothing)" : text.Length <= 80 ? text : text[..80] + "...";
}

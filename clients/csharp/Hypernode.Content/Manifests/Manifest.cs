using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hypernode.Content.Manifests;

/// <summary>Commits to content of any size by the root of a hash tree over its chunks.</summary>
/// <param name="Size">Bytes of the content.</param>
/// <param name="Root">RFC 6962 root over chunks of <see cref="ChunkSize"/> bytes; 32 bytes.</param>
/// <param name="Mime">Media type, 1..127 printable ASCII.</param>
/// <param name="Encryption">Name of the sealing suite; empty = in clear.</param>
public sealed record Manifest(long Size, byte[] Root, string Mime, string Encryption = "")
{
    /// <summary>Bytes of every chunk but the last: 1 MiB.</summary>
    public const int ChunkSize = 1 << 20;

    /// <summary>Most bytes of a manifest.</summary>
    public const int MaxBytes = 1024;

    /// <summary>Media type of folders, packed as a deterministic tar.</summary>
    public const string BundleMime = "application/x-tar";

    /// <summary>Media type when nothing better is known.</summary>
    public const string BinaryMime = "application/octet-stream";

    private const int Version = 1;
    private const int MaxMimeLength = 127;

    /// <summary>Chunks of the content; 0 for empty content.</summary>
    public long ChunkCount => (Size + ChunkSize - 1) / ChunkSize;

    /// <summary>Canonical JSON; its SHA-256 is the id.</summary>
    public byte[] ToBytes() => CanonicalJson.Serialize(new JsonObject
    {
        ["chunk"] = ChunkSize,
        ["enc"] = Encryption,
        ["mime"] = Mime,
        ["root"] = Convert.ToHexStringLower(Root),
        ["size"] = Size,
        ["v"] = Version,
    });

    /// <summary>Reads a manifest strictly: exactly its six fields, in canonical form.</summary>
    /// <exception cref="ContentException"><see cref="ContentError.ManifestMalformed"/>, <see cref="ContentError.JsonNotCanonical"/> or <see cref="ContentError.TooLarge"/>.</exception>
    public static Manifest Parse(ReadOnlyMemory<byte> bytes)
    {
        using var document = CanonicalJson.Parse(bytes, MaxBytes);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || root.EnumerateObject().Count() != 6)
        {
            throw Malformed("expected an object of exactly chunk, enc, mime, root, size, v");
        }

        if (Number(root, "v") != Version)
        {
            throw Malformed($"v is {Number(root, "v")}; this build reads 1");
        }

        if (Number(root, "chunk") != ChunkSize)
        {
            throw Malformed($"chunk is {Number(root, "chunk")}; only {ChunkSize} is defined");
        }

        var size = Number(root, "size");
        var mime = Text(root, "mime");
        if (size < 0)
        {
            throw Malformed("size is negative");
        }

        if (mime.Length is 0 or > MaxMimeLength || mime.Any(c => c is < '!' or > '~'))
        {
            throw Malformed("mime is not 1..127 printable ASCII characters");
        }

        var hex = Text(root, "root");
        if (hex.Length != 64 || hex.Any(c => !char.IsAsciiHexDigitLower(c)))
        {
            throw Malformed("root is not 64 lower-case hex digits");
        }

        return new Manifest(size, Convert.FromHexString(hex), mime, Text(root, "enc"));
    }

    private static long Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : throw Malformed($"{name} is missing or no number");

    private static string Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Malformed($"{name} is missing or no text");

    private static ContentException Malformed(string what) => new(ContentError.ManifestMalformed, $"Manifest refused: {what}.");
}

using Hypernode.Content.Manifests;

namespace Hypernode.Protocol.Specs;

/// <summary>The root file system of a run, always named by a digest.</summary>
public sealed record ImageReference
{
    private ImageReference(ImageKind kind, string text, byte[] digest)
    {
        Kind = kind;
        Text = text;
        Digest = digest;
    }

    /// <summary>What the text means.</summary>
    public ImageKind Kind { get; }

    /// <summary>A content id for <see cref="ImageKind.Rootfs"/>, <c>repository@sha256:digest</c> for <see cref="ImageKind.Oci"/>.</summary>
    public string Text { get; }

    /// <summary>The 32 bytes that stand on chain as the job's image digest.</summary>
    public byte[] Digest { get; }

    /// <summary>A tar of a root file system, stored as content.</summary>
    /// <param name="id">Its manifest.</param>
    /// <exception cref="ArgumentException">An id of another codec.</exception>
    public static ImageReference Rootfs(ContentId id) => id.Codec == ContentCodec.Json
        ? new ImageReference(ImageKind.Rootfs, id.ToString(), id.Digest.ToArray())
        : throw new ArgumentException("A root file system is named by its manifest: a content id of codec json.", nameof(id));

    /// <summary>An image of a registry; null unless the text ends with <c>@sha256:</c> and 64 lower-case hex digits.</summary>
    public static ImageReference? TryOci(string text)
    {
        const string marker = "@sha256:";
        var at = text.IndexOf(marker, StringComparison.Ordinal);
        if (at < 1 || text.Length != at + marker.Length + 64)
        {
            return null;
        }

        var digits = text[(at + marker.Length)..];
        var isPinned = digits.All(char.IsAsciiHexDigit)
            && !digits.Any(char.IsAsciiLetterUpper)
            && text.All(character => character is > ' ' and < (char)0x7f);
        return isPinned ? new ImageReference(ImageKind.Oci, text, Convert.FromHexString(digits)) : null;
    }

    public bool Equals(ImageReference? other) => other is not null && Kind == other.Kind && string.Equals(Text, other.Text, StringComparison.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Kind, Text);
}

namespace Hypernode.Content.Manifests;

/// <summary>What the digest of an id was taken over; the value is the multicodec number.</summary>
public enum ContentCodec
{
    /// <summary>The bytes themselves: blobs of at most one chunk.</summary>
    Raw = 0x55,

    /// <summary>A manifest in canonical JSON, which in turn commits to the bytes.</summary>
    Json = 0x0200,
}

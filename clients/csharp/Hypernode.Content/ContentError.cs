namespace Hypernode.Content;

/// <summary>Why content was refused. The numbers are stable: they appear in logs and reports.</summary>
public enum ContentError
{
    /// <summary>A text is not a CIDv1 of SHA-256 in base32.</summary>
    IdMalformed = 1,

    /// <summary>JSON is not canonical: float, duplicate or unsorted key, spacing, or not JSON at all.</summary>
    JsonNotCanonical = 2,

    /// <summary>A manifest has a wrong, missing or unknown field.</summary>
    ManifestMalformed = 3,

    /// <summary>Bytes do not hash to the id they were asked for by.</summary>
    DigestMismatch = 4,

    /// <summary>A chunk does not hash to its leaf, or the leaves not to the root.</summary>
    ChunkCorrupt = 5,

    /// <summary>Fewer or more bytes than the manifest says.</summary>
    SizeMismatch = 6,

    /// <summary>More bytes than the caller allows.</summary>
    TooLarge = 7,

    /// <summary>This store does not hold the content.</summary>
    NotFound = 8,

    /// <summary>No source delivered the content; the message lists each source's reason.</summary>
    Unavailable = 9,

    /// <summary>A path leaves its folder, is not UTF-8, is too deep, or occurs twice.</summary>
    PathUnsafe = 10,

    /// <summary>A link, device, socket or pipe where only files and folders are allowed.</summary>
    EntryKindRefused = 11,

    /// <summary>More files than the caller allows.</summary>
    TooManyFiles = 12,

    /// <summary>A bundle is not a tar archive, or ends early.</summary>
    BundleMalformed = 13,

    /// <summary>The sink answered, but did not take the content.</summary>
    SinkRefused = 14,
}

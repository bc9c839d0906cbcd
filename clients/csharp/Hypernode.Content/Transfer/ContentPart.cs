namespace Hypernode.Content.Transfer;

/// <summary>The parts a store keeps of content, one file each.</summary>
public enum ContentPart
{
    /// <summary>A whole blob; its hash is its id.</summary>
    Blob = 1,

    /// <summary>Canonical manifest; its hash is the id.</summary>
    Manifest = 2,

    /// <summary>Chunk hashes, 32 bytes each; checked by the manifest's root.</summary>
    Leaves = 3,

    /// <summary>The bytes; each chunk checked by its leaf.</summary>
    Data = 4,
}

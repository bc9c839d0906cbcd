namespace Hypernode.Solana.Keys;

/// <summary>Why a key file is refused.</summary>
public enum KeyFileFault
{
    /// <summary>There is no such file.</summary>
    Missing = 1,

    /// <summary>The path is a symbolic link.</summary>
    IsLink = 2,

    /// <summary>A directory.</summary>
    NotAFile = 3,

    /// <summary>Mode bits beyond 0600.</summary>
    OpenToOthers = 4,

    /// <summary>The user may not read it.</summary>
    NotReadable = 5,

    /// <summary>Not a JSON array of 64 bytes.</summary>
    Malformed = 6,

    /// <summary>The last 32 numbers are not the public key of the first 32.</summary>
    HalvesDiffer = 7,

    /// <summary>A new key was to be written where a file is.</summary>
    Exists = 8,
}

namespace Hypernode.Protocol.Documents;

/// <summary>Why a specification or a result is refused.</summary>
public enum DocumentFault
{
    /// <summary>More bytes than the document may have.</summary>
    TooLarge = 1,

    /// <summary>No JSON, or not in the one form that is hashed: sorted keys, no spacing, no floats, no key twice.</summary>
    NotCanonical = 2,

    /// <summary>A version this code does not know.</summary>
    UnknownVersion = 3,

    /// <summary>A field the version does not have.</summary>
    UnknownField = 4,

    /// <summary>A field the version demands is absent.</summary>
    MissingField = 5,

    /// <summary>A value of another JSON kind.</summary>
    WrongKind = 6,

    /// <summary>A number, text or list outside its bounds.</summary>
    OutOfBounds = 7,

    /// <summary>A name of a file, variable or secret with other characters than names may have.</summary>
    InvalidName = 8,

    /// <summary>Two entries share a name.</summary>
    DuplicateName = 9,

    /// <summary>An image that is not named by a digest: its bytes could change after the job was posted.</summary>
    ImageNotPinned = 10,

    /// <summary>A content id that is malformed or of the wrong codec.</summary>
    InvalidContentId = 11,

    /// <summary>A word that is none of those the field allows.</summary>
    UnknownChoice = 12,

    /// <summary>A digest that is not 64 lower-case hex digits.</summary>
    InvalidDigest = 13,

    /// <summary>An address that is not base58 text of 32 bytes.</summary>
    InvalidAddress = 14,
}

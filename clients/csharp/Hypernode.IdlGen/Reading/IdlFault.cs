namespace Hypernode.IdlGen.Reading;

/// <summary>Why an IDL is refused.</summary>
public enum IdlFault
{
    /// <summary>The file is no JSON, or an object has a key twice.</summary>
    NotJson,

    /// <summary>The file has the form from before specification 0.1.0.</summary>
    LegacyFormat,

    /// <summary>A specification other than 0.1.0.</summary>
    UnsupportedSpec,

    /// <summary>A key the specification does not have.</summary>
    UnknownKey,

    /// <summary>A key the specification demands is absent.</summary>
    MissingKey,

    /// <summary>A value of another JSON kind or outside its range.</summary>
    WrongValue,

    /// <summary>A node whose kind is not one of the specification's.</summary>
    UnknownKind,

    /// <summary>A name that cannot become an identifier.</summary>
    InvalidName,

    /// <summary>Two items of one list share a name.</summary>
    DuplicateName,

    /// <summary>An address that is not base58 text of 32 bytes, nor a path to one.</summary>
    InvalidAddress,

    /// <summary>An empty discriminator, or one that two items share.</summary>
    DiscriminatorClash,

    /// <summary>Two errors share a code, or one lies outside 32 bits.</summary>
    DuplicateErrorCode,

    /// <summary>A type that is not defined.</summary>
    UnknownType,

    /// <summary>Generic arguments that do not match the parameters.</summary>
    GenericMismatch,

    /// <summary>A type that contains itself without an option or a vector in between, or without end.</summary>
    RecursiveType,

    /// <summary>An option directly inside an option: null cannot tell the two apart.</summary>
    NestedOption,

    /// <summary>A vector of elements without bytes: its length could not be checked.</summary>
    ZeroSizedElement,

    /// <summary>A type larger than any account.</summary>
    TypeTooLarge,

    /// <summary>A serialisation or representation without a defined layout.</summary>
    UnsupportedLayout,

    /// <summary>A 128-bit integer in a C layout: its alignment differs between compilers.</summary>
    UnpackedWideInteger,

    /// <summary>A seed whose path leads nowhere, or to a value that is no seed.</summary>
    InvalidSeed,

    /// <summary>Accounts whose derivations need each other.</summary>
    SeedCycle,

    /// <summary>A constant whose value does not match its type.</summary>
    InvalidConstant,
}

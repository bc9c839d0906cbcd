namespace Hypernode.IdlGen.Model;

/// <summary>Names that generated code needs for itself.</summary>
internal static class MemberNames
{
    /// <summary>Names no property of a record may have: those of every object and record, and those the codecs use.</summary>
    public static IReadOnlyList<string> Reserved { get; } =
    [
        "Equals", "GetHashCode", "GetType", "ToString", "ReferenceEquals", "MemberwiseClone", "Finalize", "PrintMembers", "EqualityContract", "Clone",
        "EncodedLength", "EncodedSize", "Write", "Read", "AccountDiscriminator", "DecodeAccount", "EncodeAccount", "EventDiscriminator", "EventName",
        "DecodeEvent", "EncodeEvent", "Discriminator", "Decode", "EncodeInstruction", "InstructionName", "AccountNames", "RemainingAccounts", "ReadVariant",
        "WireReader", "WireWriter", "WireBytes", "WireArrays", "WireSize", "BigInteger", "UInt128", "Int128", "Names",
    ];

    /// <summary>Names no type of a program may have: generated code uses them for others.</summary>
    public static IReadOnlyList<string> ReservedTypes { get; } =
    [
        "Address", "AccountMeta", "Instruction", "WireReader", "WireWriter", "WireBytes", "WireArrays", "WireSize", "IWireType", "IProgramAccount",
        "IProgramEvent", "IInstructionArgs", "Seed", "ProgramAddress", "ProgramError", "AccountFilter", "BigInteger", "UInt128", "Int128", "DecodeException",
        "IReadOnlyList", "ReadOnlySpan", "ReadOnlyMemory", "ArgumentException", "Convert", "Hypernode", "System", "SelfCall",
    ];
}

namespace Hypernode.IdlGen.Model;

/// <summary>A type the program defines.</summary>
internal sealed record IdlTypeDefinition(
    string Path,
    string Name,
    IReadOnlyList<string> Docs,
    Serialization Serialization,
    Representation Representation,
    IReadOnlyList<GenericParameter> Parameters,
    TypeBody Body);

/// <summary>How values become bytes.</summary>
internal enum Serialization
{
    /// <summary>Field after field, without gaps.</summary>
    Borsh,

    /// <summary>The bytes are the value in memory.</summary>
    Bytemuck,
}

/// <summary>How the compiler lays the type out.</summary>
internal sealed record Representation(RepresentationKind Kind, bool IsPacked, int? Align);

/// <summary>The kinds of layout a type can ask for.</summary>
internal enum RepresentationKind
{
    /// <summary>None asked for.</summary>
    Unstated,
    Rust,
    C,
    Transparent,
}

/// <summary>A type parameter, or a constant of type <paramref name="ConstantType"/>.</summary>
internal sealed record GenericParameter(string Name, string? ConstantType);

/// <summary>What a definition consists of.</summary>
internal abstract record TypeBody;

internal sealed record StructBody(Fields Fields) : TypeBody;

internal sealed record EnumBody(IReadOnlyList<IdlVariant> Variants) : TypeBody;

/// <summary>Another name for a type; with <paramref name="Values"/>, a byte whose meanings are named.</summary>
internal sealed record AliasBody(IdlType Target, IReadOnlyList<IdlEnumValue> Values) : TypeBody;

internal sealed record IdlVariant(string Path, string Name, IReadOnlyList<string> Docs, Fields Fields);

internal sealed record IdlEnumValue(string Name, byte Value, IReadOnlyList<string> Docs);

/// <summary>Fields with names, or by position.</summary>
internal sealed record Fields(bool AreNamed, IReadOnlyList<IdlField> Items)
{
    public static Fields None { get; } = new(true, []);
}

internal sealed record IdlField(string Path, string Name, IReadOnlyList<string> Docs, IdlType Type);

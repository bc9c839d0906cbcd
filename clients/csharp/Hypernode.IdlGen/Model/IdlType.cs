namespace Hypernode.IdlGen.Model;

/// <summary>A type as the IDL writes it.</summary>
internal abstract record IdlType(string Path);

/// <summary>A type without parts.</summary>
internal sealed record ScalarType(string Path, Scalar Scalar) : IdlType(Path);

/// <summary>A value or nothing; <paramref name="IsWide"/> tells it by four bytes instead of one.</summary>
internal sealed record OptionType(string Path, IdlType Inner, bool IsWide) : IdlType(Path);

/// <summary>A count and that many elements.</summary>
internal sealed record VectorType(string Path, IdlType Element) : IdlType(Path);

/// <summary>A fixed number of elements.</summary>
internal sealed record ArrayType(string Path, IdlType Element, ArrayLength Length) : IdlType(Path);

/// <summary>A definition of the program, with generic arguments.</summary>
internal sealed record DefinedType(string Path, string Name, IReadOnlyList<GenericArgument> Arguments) : IdlType(Path);

/// <summary>A parameter of the definition around it.</summary>
internal sealed record GenericType(string Path, string Name) : IdlType(Path);

/// <summary>A number of elements, or the parameter that holds it.</summary>
internal sealed record ArrayLength(long? Value, string? Parameter);

/// <summary>A type, or the text of a constant, for a generic parameter.</summary>
internal sealed record GenericArgument(string Path, IdlType? Type, string? Constant);

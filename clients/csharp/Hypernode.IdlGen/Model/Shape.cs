namespace Hypernode.IdlGen.Model;

/// <summary>A type with all generics filled in: what it is in C# and how many bytes it takes.</summary>
internal abstract class Shape
{
    /// <summary>The type in C#, without a mark for null.</summary>
    public abstract string CSharp { get; }

    /// <summary>Bytes of every value; null when values differ.</summary>
    public abstract int? FixedSize { get; }

    /// <summary>Fewest bytes of a value.</summary>
    public abstract int MinSize { get; }

    /// <summary>Alignment in memory when native integers follow the rules of C.</summary>
    public virtual int NativeAlignment => 1;
}

internal sealed class ScalarShape(Scalar scalar) : Shape
{
    public Scalar Scalar => scalar;

    public override string CSharp => scalar switch
    {
        Scalar.Bool => "bool",
        Scalar.U8 => "byte",
        Scalar.I8 => "sbyte",
        Scalar.U16 => "ushort",
        Scalar.I16 => "short",
        Scalar.U32 => "uint",
        Scalar.I32 => "int",
        Scalar.F32 => "float",
        Scalar.U64 => "ulong",
        Scalar.I64 => "long",
        Scalar.F64 => "double",
        Scalar.U128 => "UInt128",
        Scalar.I128 => "Int128",
        Scalar.U256 or Scalar.I256 => "BigInteger",
        Scalar.Bytes => "byte[]",
        Scalar.String => "string",
        _ => "Address",
    };

    /// <summary>What the reader and the writer call it.</summary>
    public string Verb => scalar switch
    {
        Scalar.Bool => "Boolean",
        Scalar.U8 => "Byte",
        Scalar.I8 => "SByte",
        Scalar.U16 => "UInt16",
        Scalar.I16 => "Int16",
        Scalar.U32 => "UInt32",
        Scalar.I32 => "Int32",
        Scalar.F32 => "Single",
        Scalar.U64 => "UInt64",
        Scalar.I64 => "Int64",
        Scalar.F64 => "Double",
        Scalar.U128 => "UInt128",
        Scalar.I128 => "Int128",
        Scalar.U256 => "UInt256",
        Scalar.I256 => "Int256",
        Scalar.Bytes => "PrefixedBytes",
        Scalar.String => "String",
        _ => "Address",
    };

    public override int? FixedSize => scalar switch
    {
        Scalar.Bool or Scalar.U8 or Scalar.I8 => 1,
        Scalar.U16 or Scalar.I16 => 2,
        Scalar.U32 or Scalar.I32 or Scalar.F32 => 4,
        Scalar.U64 or Scalar.I64 or Scalar.F64 => 8,
        Scalar.U128 or Scalar.I128 => 16,
        Scalar.U256 or Scalar.I256 or Scalar.Pubkey => 32,
        _ => null,
    };

    public override int MinSize => FixedSize ?? 4;

    public override int NativeAlignment => scalar switch
    {
        Scalar.Pubkey or Scalar.Bytes or Scalar.String => 1,
        Scalar.U256 or Scalar.I256 => 8,
        _ => FixedSize!.Value,
    };
}

/// <summary>A value or nothing.</summary>
internal sealed class OptionShape(Shape inner, bool isWide) : Shape
{
    public Shape Inner => inner;

    /// <summary>Four bytes tell; the room of an absent value is kept.</summary>
    public bool IsWide => isWide;

    public override string CSharp => inner.CSharp + "?";

    public override int? FixedSize => isWide ? 4 + inner.FixedSize!.Value : null;

    public override int MinSize => isWide ? 4 + inner.MinSize : 1;
}

internal sealed class VectorShape(Shape element) : Shape
{
    public Shape Element => element;

    public override string CSharp => element.CSharp + "[]";

    public override int? FixedSize => null;

    public override int MinSize => 4;
}

internal sealed class ArrayShape(Shape element, int length) : Shape
{
    public Shape Element => element;

    public int Length => length;

    public bool IsBytes => element is ScalarShape { Scalar: Scalar.U8 };

    public override string CSharp => element.CSharp + "[]";

    public override int? FixedSize => length * element.FixedSize;

    public override int MinSize => length * element.MinSize;

    public override int NativeAlignment => element.NativeAlignment;
}

/// <summary>A byte whose meanings have names.</summary>
internal sealed class EnumShape(string namespaceName, string name, string codecName, IReadOnlyList<string> docs, IReadOnlyList<IdlEnumValue> values) : Shape
{
    public string Name => name;

    /// <summary>Name of the class that reads it.</summary>
    public string CodecName => codecName;

    public string CodecCSharp => $"global::{namespaceName}.{codecName}";

    public IReadOnlyList<string> Docs => docs;

    /// <summary>Values with the names they have in C#.</summary>
    public IReadOnlyList<IdlEnumValue> Values => values;

    public override string CSharp => $"global::{namespaceName}.{name}";

    public override int? FixedSize => 1;

    public override int MinSize => 1;
}

using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Hypernode.IdlGen.Reading;

namespace Hypernode.IdlGen.Model;

/// <summary>A constant of the program, with its value as C# writes it; C# can hold some only as a property.</summary>
internal sealed record ConstantModel(IdlConstant Idl, string Name, string CSharp, bool IsCompileTime, string Literal)
{
    public static ConstantModel Create(IdlConstant constant, NameScope names, ShapeTable shapes)
    {
        var shape = shapes.Resolve(constant.Type);
        var name = names.Take(Identifiers.Pascal(constant.Name), Identifiers.Pascal(constant.Name) + "Value");
        var (isCompileTime, literal) = LiteralOf(constant, shape);
        return new ConstantModel(constant, name, shape.CSharp, isCompileTime, literal);
    }

    private static (bool IsCompileTime, string Literal) LiteralOf(IdlConstant constant, Shape shape)
    {
        switch (shape)
        {
            case ScalarShape { Scalar: Scalar.Bool } when constant.Value is "true" or "false":
                return (true, constant.Value);
            case ScalarShape { Scalar: Scalar.String }:
                return (true, JsonSerializer.Serialize(Unquote(constant)));
            case ScalarShape { Scalar: Scalar.Pubkey } when Base58.TryDecodeAddress(constant.Value, out _):
                return (false, $"Address.Parse(\"{constant.Value}\")");
            case ScalarShape { Scalar: Scalar.Bytes }:
            case ArrayShape { IsBytes: true }:
                return (false, Bytes(constant, shape.FixedSize));
            case ScalarShape scalar when Range(scalar.Scalar) is { } range:
                return Integer(constant, scalar, range.Min, range.Max);
            default:
                throw Refuse(constant, $"\"{constant.Value}\" is no constant of type {shape.CSharp}");
        }
    }

    private static (bool IsCompileTime, string Literal) Integer(IdlConstant constant, ScalarShape scalar, BigInteger min, BigInteger max)
    {
        var digits = constant.Value.Replace("_", string.Empty, StringComparison.Ordinal);
        if (!BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) || value < min || value > max)
        {
            throw Refuse(constant, $"\"{constant.Value}\" is no number of type {scalar.CSharp}");
        }

        var text = value.ToString(CultureInfo.InvariantCulture);
        return scalar.FixedSize switch
        {
            <= 4 => (true, text),
            8 when value == long.MinValue => (true, "long.MinValue"),
            8 => (true, text),
            16 => (false, $"{scalar.CSharp}.Parse(\"{text}\", System.Globalization.CultureInfo.InvariantCulture)"),
            _ => (false, $"BigInteger.Parse(\"{text}\", System.Globalization.CultureInfo.InvariantCulture)"),
        };
    }

    private static (BigInteger Min, BigInteger Max)? Range(Scalar scalar)
    {
        var bits = scalar switch
        {
            Scalar.U8 or Scalar.I8 => 8,
            Scalar.U16 or Scalar.I16 => 16,
            Scalar.U32 or Scalar.I32 => 32,
            Scalar.U64 or Scalar.I64 => 64,
            Scalar.U128 or Scalar.I128 => 128,
            Scalar.U256 or Scalar.I256 => 256,
            _ => 0,
        };
        if (bits == 0)
        {
            return null;
        }

        var isSigned = scalar.ToString()[0] == 'I';
        return isSigned
            ? (-BigInteger.Pow(2, bits - 1), BigInteger.Pow(2, bits - 1) - 1)
            : (BigInteger.Zero, BigInteger.Pow(2, bits) - 1);
    }

    /// <summary>The debugging form of a byte list: <c>[1, 2]</c>.</summary>
    private static string Bytes(IdlConstant constant, int? length)
    {
        byte[]? bytes;
        try
        {
            bytes = [.. (JsonSerializer.Deserialize<int[]>(constant.Value) ?? []).Select(number => checked((byte)number))];
        }
        catch (Exception e) when (e is JsonException or OverflowException)
        {
            throw Refuse(constant, $"\"{constant.Value}\" is no list of bytes");
        }

        return length is null || bytes.Length == length
            ? $"[{string.Join(", ", bytes)}]"
            : throw Refuse(constant, $"{bytes.Length} bytes are given, {length} are expected");
    }

    /// <summary>The debugging form of a text is quoted, with the escapes JSON has as well.</summary>
    private static string Unquote(IdlConstant constant)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(constant.Value) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw Refuse(constant, $"\"{constant.Value}\" is no quoted text");
        }
    }

    private static IdlException Refuse(IdlConstant constant, string message) =>
        new(IdlFault.InvalidConstant, $"{constant.Path}.value", message);
}

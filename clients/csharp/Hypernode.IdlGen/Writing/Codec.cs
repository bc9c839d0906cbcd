using Hypernode.IdlGen.Model;

namespace Hypernode.IdlGen.Writing;

/// <summary>How values of a shape are read, written and measured.</summary>
internal sealed class Codec(CodeWriter code)
{
    private int _locals;

    /// <summary>An expression that reads one value from <c>reader</c>.</summary>
    public static string Read(Shape shape) => shape switch
    {
        ScalarShape scalar => $"reader.Read{scalar.Verb}()",
        OptionShape { IsWide: true } option =>
            $"reader.ReadWideOption() ? {Read(option.Inner)} : WireArrays.Absent<{option.CSharp}>(ref reader, {option.Inner.FixedSize})",
        OptionShape option => $"reader.ReadOption() ? {Read(option.Inner)} : default({option.CSharp})",
        VectorShape vector =>
            $"WireArrays.Read(ref reader, reader.ReadCount({vector.Element.MinSize}), static (ref WireReader reader) => {Read(vector.Element)})",
        ArrayShape { IsBytes: true } array => $"reader.ReadBytes({array.Length})",
        ArrayShape array => $"WireArrays.Read(ref reader, {array.Length}, static (ref WireReader reader) => {Read(array.Element)})",
        EnumShape named => $"{named.CodecCSharp}.Read(ref reader)",
        _ => $"{shape.CSharp}.Read(ref reader)",
    };

    /// <summary>Statements that write the value of an expression to <c>writer</c>.</summary>
    public void Write(Shape shape, string value, string field)
    {
        switch (shape)
        {
            case ScalarShape scalar:
                code.Line($"writer.Write{scalar.Verb}({value});");
                break;
            case EnumShape:
                code.Line($"writer.WriteByte((byte){value});");
                break;
            case OptionShape option:
                WriteOption(option, value, field);
                break;
            case VectorShape vector:
                code.Line($"writer.WriteCount({value}.Length);");
                WriteItems(vector.Element, value, field);
                break;
            case ArrayShape { IsBytes: true } array:
                code.Line($"writer.WriteBytes({value}, {array.Length}, \"{field}\");");
                break;
            case ArrayShape array:
                code.Line($"WireWriter.RequireLength({value}.Length, {array.Length}, \"{field}\");");
                WriteItems(array.Element, value, field);
                break;
            default:
                code.Line($"{value}.Write(ref writer);");
                break;
        }
    }

    /// <summary>An expression for the bytes a value takes.</summary>
    public string Size(Shape shape, string value)
    {
        if (shape.FixedSize is { } size)
        {
            return CodeWriter.Number(size);
        }

        switch (shape)
        {
            case ScalarShape:
                return $"WireSize.Of({value})";
            case OptionShape option:
                var present = Local("present");
                return $"1 + ({value} is {{ }} {present} ? {Size(option.Inner, present)} : 0)";
            case VectorShape { Element.FixedSize: { } each }:
                return $"4 + ({value}.Length * {each})";
            case VectorShape vector:
                return $"4 + {Sum(vector.Element, value)}";
            case ArrayShape array:
                return Sum(array.Element, value);
            default:
                return $"{value}.EncodedLength";
        }
    }

    private string Sum(Shape element, string value)
    {
        var item = Local("item");
        return $"WireSize.Sum({value}, static {item} => {Size(element, item)})";
    }

    private void WriteOption(OptionShape option, string value, string field)
    {
        var present = Local("present");
        code.Block($"if ({value} is {{ }} {present})", () =>
        {
            code.Line($"writer.Write{(option.IsWide ? "Wide" : string.Empty)}Option(true);");
            Write(option.Inner, present, field);
        });
        code.Block("else", () =>
        {
            code.Line($"writer.Write{(option.IsWide ? "Wide" : string.Empty)}Option(false);");
            if (option.IsWide)
            {
                code.Line($"writer.Skip({option.Inner.FixedSize});");
            }
        });
    }

    private void WriteItems(Shape element, string value, string field)
    {
        var item = Local("item");
        code.Block($"foreach (var {item} in {value})", () => Write(element, item, field));
    }

    private string Local(string name) => $"{name}{_locals++}";
}

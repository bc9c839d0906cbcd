using Hypernode.IdlGen.Model;

namespace Hypernode.IdlGen.Writing;

/// <summary>Types.g.cs: every type of the program with its codec.</summary>
internal static class TypesFile
{
    public static void Write(CodeWriter code, ProgramModel program)
    {
        foreach (var shape in program.Shapes.Declared)
        {
            code.Line();
            switch (shape)
            {
                case EnumShape named:
                    WriteEnum(code, named);
                    break;
                case UnionShape union:
                    UnionWriter.Write(code, union);
                    break;
                case RecordShape record:
                    WriteRecord(code, record);
                    break;
            }
        }
    }

    private static void WriteEnum(CodeWriter code, EnumShape named)
    {
        code.Summary(named.Docs, $"The enum {named.Name}.");
        code.Block($"public enum {named.Name} : byte", () =>
        {
            foreach (var value in named.Values)
            {
                code.Summary(value.Docs, value.Name + ".");
                code.Line($"{value.Name} = {value.Value},");
                code.Line();
            }
        });
        code.Line();
        code.Line($"/// <summary>Reads {named.Name} values.</summary>");
        code.Block($"internal static class {named.CodecName}", () =>
        {
            code.Line("/// <summary>Reads one byte; one that stands for no value is refused.</summary>");
            code.Block($"public static {named.CSharp} Read(ref WireReader reader)", () =>
            {
                code.Line("var value = reader.ReadByte();");
                code.Line($"return value is {string.Join(" or ", named.Values.Select(value => value.Value))} ? ({named.CSharp})value : throw reader.UnknownVariant(value, \"{named.Name}\");");
            });
        });
    }

    private static void WriteRecord(CodeWriter code, RecordShape record)
    {
        code.Summary(record.Docs, $"The struct {record.Name}.");
        code.Block($"public sealed partial record {record.Name} : IWireType<{record.CSharp}>", () =>
        {
            RecordWriter.Properties(code, record.Members);
            RecordWriter.Codec(code, record.CSharp, record.Members, record.Padding, record.IsRecursive);
        });
    }
}

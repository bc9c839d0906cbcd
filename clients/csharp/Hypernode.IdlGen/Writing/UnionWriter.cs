using Hypernode.IdlGen.Model;

namespace Hypernode.IdlGen.Writing;

/// <summary>Writes an enum whose variants carry data: an abstract record with one nested record for each.</summary>
internal static class UnionWriter
{
    public static void Write(CodeWriter code, UnionShape union)
    {
        code.Summary(union.Docs, $"The enum {union.Name}.");
        code.Block($"public abstract partial record {union.Name} : IWireType<{union.CSharp}>", () =>
        {
            code.Block($"private {union.Name}()", () => { });
            code.Line();
            code.Line("/// <inheritdoc />");
            code.Line("public abstract int EncodedLength { get; }");
            code.Line();
            code.Line("/// <inheritdoc />");
            code.Line("public abstract void Write(ref WireWriter writer);");
            code.Line();
            WriteRead(code, union);
            for (var i = 0; i < union.Variants.Count; i++)
            {
                code.Line();
                WriteVariant(code, union, union.Variants[i], i);
            }
        });
    }

    private static void WriteRead(CodeWriter code, UnionShape union)
    {
        code.Line("/// <inheritdoc />");
        code.Block($"public static {union.CSharp} Read(ref WireReader reader)", () =>
        {
            Depth(code, union, "Enter");
            code.Line("var variant = reader.ReadByte();");
            code.Line($"{union.CSharp} value = variant switch");
            code.Open();
            for (var i = 0; i < union.Variants.Count; i++)
            {
                code.Line($"{i} => {union.CSharp}.{union.Variants[i].Name}.ReadVariant(ref reader),");
            }

            code.Line($"_ => throw reader.UnknownVariant(variant, \"{union.Name}\"),");
            code.Close("};");
            Depth(code, union, "Leave");
            code.Line("return value;");
        });
    }

    private static void Depth(CodeWriter code, UnionShape union, string step)
    {
        if (union.IsRecursive)
        {
            code.Line($"reader.{step}();");
        }
    }

    private static void WriteVariant(CodeWriter code, UnionShape union, UnionVariant variant, int tag)
    {
        var type = $"{union.CSharp}.{variant.Name}";
        code.Summary(variant.Docs, $"The variant {variant.Name}.");
        code.Block($"public sealed partial record {variant.Name} : {union.CSharp}", () =>
        {
            RecordWriter.Properties(code, variant.Members);
            code.Line("/// <inheritdoc />");
            var length = variant.Members.Count == 0 ? "1" : "1 + " + RecordWriter.Length(code, variant.Members, 0);
            code.Line($"public override int EncodedLength => {length};");
            code.Line();
            code.Line("/// <inheritdoc />");
            code.Block("public override void Write(ref WireWriter writer)", () =>
            {
                code.Line($"writer.WriteByte({tag});");
                RecordWriter.WriteMembers(code, variant.Members, 0);
            });
            code.Line();
            code.Block($"internal static {type} ReadVariant(ref WireReader reader)", () => RecordWriter.ReadMembers(code, type, variant.Members, 0, false));
        });
    }
}

using Hypernode.IdlGen.Model;

namespace Hypernode.IdlGen.Writing;

/// <summary>Writes the properties and the codec that records of all kinds share.</summary>
internal static class RecordWriter
{
    public static void Properties(CodeWriter code, IReadOnlyList<Member> members)
    {
        foreach (var member in members)
        {
            code.Summary(member.Docs, $"{member.Wire}: {DocOf(member.Shape)}.");
            code.Line($"public required {member.Shape.CSharp} {member.Name} {{ get; init; }}");
            code.Line();
        }
    }

    /// <summary>Length, writing and reading of a record.</summary>
    /// <param name="code">Where to.</param>
    /// <param name="type">Name of the record.</param>
    /// <param name="members">Its fields.</param>
    /// <param name="padding">Bytes after the last one that carry nothing.</param>
    /// <param name="isRecursive">Reading counts its depth.</param>
    public static void Codec(CodeWriter code, string type, IReadOnlyList<Member> members, int padding = 0, bool isRecursive = false)
    {
        if (Layout.SumFixed(members) is { } size)
        {
            code.Line("/// <summary>Bytes of every value.</summary>");
            code.Line($"public const int EncodedSize = {size + padding};");
            code.Line();
        }

        code.Line("/// <inheritdoc />");
        code.Line($"public int EncodedLength => {Length(code, members, padding)};");
        code.Line();
        code.Line("/// <inheritdoc />");
        code.Block("public void Write(ref WireWriter writer)", () => WriteMembers(code, members, padding));
        code.Line();
        code.Line("/// <inheritdoc />");
        code.Block($"public static {type} Read(ref WireReader reader)", () => ReadMembers(code, type, members, padding, isRecursive));
    }

    public static string Length(CodeWriter code, IReadOnlyList<Member> members, int padding)
    {
        if (Layout.SumFixed(members) is { } size)
        {
            return CodeWriter.Number(size + padding);
        }

        var codec = new Codec(code);
        return string.Join(" + ", members.Select(member => $"({codec.Size(member.Shape, "this." + member.Name)})"));
    }

    public static void WriteMembers(CodeWriter code, IReadOnlyList<Member> members, int padding)
    {
        var codec = new Codec(code);
        foreach (var member in members)
        {
            Skip(code, "writer", member.Gap);
            codec.Write(member.Shape, "this." + member.Name, member.Name);
        }

        Skip(code, "writer", padding);
    }

    public static void ReadMembers(CodeWriter code, string type, IReadOnlyList<Member> members, int padding, bool isRecursive)
    {
        if (isRecursive)
        {
            code.Line("reader.Enter();");
        }

        // Locals, not an initialiser: gaps between members have to be skipped in the order of the bytes.
        for (var i = 0; i < members.Count; i++)
        {
            Skip(code, "reader", members[i].Gap);
            code.Line($"var member{i} = {Writing.Codec.Read(members[i].Shape)};");
        }

        Skip(code, "reader", padding);
        if (isRecursive)
        {
            code.Line("reader.Leave();");
        }

        if (members.Count == 0)
        {
            code.Line($"return new {type}();");
            return;
        }

        code.Line($"return new {type}");
        code.Open();
        for (var i = 0; i < members.Count; i++)
        {
            code.Line($"{members[i].Name} = member{i},");
        }

        code.Close("};");
    }

    private static void Skip(CodeWriter code, string stream, int length)
    {
        if (length > 0)
        {
            code.Line($"{stream}.Skip({length});");
        }
    }

    private static string DocOf(Shape shape) => shape switch
    {
        ArrayShape array => $"{array.Length} elements",
        OptionShape => "null when absent",
        ScalarShape { Scalar: Scalar.Pubkey } => "an address",
        _ => shape.FixedSize is { } size ? $"{size} {(size == 1 ? "byte" : "bytes")}" : "of varying length",
    };
}

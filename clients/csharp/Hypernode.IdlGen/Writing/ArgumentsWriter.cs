using Hypernode.IdlGen.Model;

namespace Hypernode.IdlGen.Writing;

/// <summary>Writes the record of an instruction's arguments.</summary>
internal static class ArgumentsWriter
{
    public static void Write(CodeWriter code, InstructionModel instruction)
    {
        var type = instruction.ArgsType;
        code.Line($"/// <summary>Arguments of {instruction.Idl.Name}.</summary>");
        code.Block($"public sealed partial record {type} : IWireType<{type}>, IInstructionArgs", () =>
        {
            code.Line($"private static readonly string[] Names = [{string.Join(", ", instruction.Accounts.Select(account => $"\"{account.Idl.Name}\""))}];");
            code.Line();
            code.Line("/// <summary>First bytes of the instruction's data.</summary>");
            code.Line($"public static ReadOnlySpan<byte> Discriminator => {Literals.Bytes(instruction.Idl.Discriminator)};");
            code.Line();
            RecordWriter.Properties(code, instruction.Arguments);
            code.Line("/// <inheritdoc />");
            code.Line($"public string InstructionName => \"{instruction.Idl.Name}\";");
            code.Line();
            code.Line("/// <inheritdoc />");
            code.Line("public IReadOnlyList<string> AccountNames => Names;");
            code.Line();
            RecordWriter.Codec(code, type, instruction.Arguments);
            code.Line();
            code.Line("/// <summary>Reads the whole data of the instruction.</summary>");
            code.Line("/// <exception cref=\"DecodeException\">Another instruction, or arguments of another length.</exception>");
            code.Line($"public static {type} Decode(ReadOnlySpan<byte> data) =>");
            code.Indented(() => code.Line($"WireBytes.Decode<{type}>(data, Discriminator, \"{instruction.Idl.Name}\", allowTrailing: false);"));
            code.Line();
            code.Line("/// <inheritdoc />");
            code.Line("public byte[] EncodeInstruction() => WireBytes.Encode(Discriminator, this);");
        });
    }
}

using Hypernode.IdlGen.Model;

namespace Hypernode.IdlGen.Writing;

/// <summary>Instructions.g.cs: arguments, accounts and builders, and a decoder for any instruction.</summary>
internal static class InstructionsFile
{
    public static void Write(CodeWriter code, ProgramModel program)
    {
        foreach (var instruction in program.Instructions)
        {
            ArgumentsWriter.Write(code, instruction);
            code.Line();
            AccountsInputWriter.Write(code, instruction);
            code.Line();
        }

        code.Line($"/// <summary>Builds and decodes instructions of {program.Idl.Name}.</summary>");
        code.Block($"public static partial class {program.Prefix}Instructions", () =>
        {
            var methods = new NameScope([.. MemberNames.Reserved, .. MemberNames.ReservedTypes, $"{program.Prefix}Instructions"]);
            foreach (var instruction in program.Instructions)
            {
                BuilderWriter.Write(code, program, instruction, methods.Take(instruction.Name, instruction.Name + "Instruction"));
                code.Line();
            }

            WriteReturns(code, program, methods);
            WriteDecode(code, program);
        });
    }

    private static void WriteReturns(CodeWriter code, ProgramModel program, NameScope methods)
    {
        foreach (var instruction in program.Instructions)
        {
            if (instruction.Returns is not { } returns)
            {
                continue;
            }

            code.Line($"/// <summary>Reads what {instruction.Idl.Name} returns.</summary>");
            code.Line("/// <exception cref=\"DecodeException\">Too few bytes or too many.</exception>");
            code.Block($"public static {returns.CSharp} {methods.Take($"Decode{instruction.Name}Return")}(ReadOnlySpan<byte> data)", () =>
            {
                code.Line("var reader = new WireReader(data);");
                code.Line($"var result = {Codec.Read(returns)};");
                code.Line($"reader.ExpectEnd(\"the return value of {instruction.Idl.Name}\");");
                code.Line("return result;");
            });
            code.Line();
        }
    }

    private static void WriteDecode(CodeWriter code, ProgramModel program)
    {
        code.Line("/// <summary>Reads the arguments of an instruction by its discriminator.</summary>");
        code.Line("/// <exception cref=\"DecodeException\">No instruction of this program, or arguments of another length.</exception>");
        code.Block("public static IInstructionArgs Decode(ReadOnlySpan<byte> data)", () =>
        {
            foreach (var instruction in program.Instructions.OrderByDescending(instruction => instruction.Idl.Discriminator.Length))
            {
                code.Block($"if (data.StartsWith({instruction.ArgsType}.Discriminator))", () => code.Line($"return {instruction.ArgsType}.Decode(data);"));
                code.Line();
            }

            code.Line($"throw new DecodeException(\"The data starts with no instruction discriminator of {program.Idl.Name}.\", 0);");
        });
    }
}

using Hypernode.IdlGen.Model;

namespace Hypernode.IdlGen.Writing;

/// <summary>Constants.g.cs: constants the program publishes.</summary>
internal static class ConstantsFile
{
    public static void Write(CodeWriter code, ProgramModel program)
    {
        code.Line($"/// <summary>Constants of {program.Idl.Name}.</summary>");
        code.Block($"public static partial class {program.Prefix}Constants", () =>
        {
            foreach (var constant in program.Constants)
            {
                code.Summary(constant.Idl.Docs, constant.Idl.Name + ".");
                code.Line(constant.IsCompileTime
                    ? $"public const {constant.CSharp} {constant.Name} = {constant.Literal};"
                    : $"public static {constant.CSharp} {constant.Name} => {constant.Literal};");
                code.Line();
            }
        });
    }
}

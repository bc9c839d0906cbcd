using Hypernode.IdlGen.Model;

namespace Hypernode.IdlGen.Writing;

/// <summary>Errors.g.cs: the codes with which the program refuses.</summary>
internal static class ErrorsFile
{
    public static void Write(CodeWriter code, ProgramModel program)
    {
        var type = program.Prefix + "Error";
        var scope = new NameScope();
        var errors = program.Idl.Errors.Select(error => (Error: error, Name: scope.Take(Identifiers.Pascal(error.Name)))).ToList();
        code.Line($"/// <summary>Codes with which {program.Idl.Name} refuses.</summary>");
        code.Block($"public enum {type} : uint", () =>
        {
            foreach (var (error, name) in errors)
            {
                code.Summary(error.Message is null ? [] : [.. error.Message.Split('\n')], name + ".");
                code.Line($"{name} = {error.Code},");
                code.Line();
            }
        });
        code.Line();
        code.Line($"/// <summary>Names and messages of the codes of {program.Idl.Name}.</summary>");
        code.Block($"public static partial class {program.Prefix}Errors", () =>
        {
            code.Line("/// <summary>Every error in the order of the program.</summary>");
            code.Line("public static IReadOnlyList<ProgramError> All { get; } =");
            code.Line("[");
            code.Indented(() =>
            {
                foreach (var (error, _) in errors)
                {
                    code.Line($"new ProgramError({error.Code}, \"{error.Name}\", {(error.Message is null ? "null" : Literals.Text(error.Message))}),");
                }
            });
            code.Line("];");
        });
    }
}

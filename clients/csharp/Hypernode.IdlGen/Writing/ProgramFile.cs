using Hypernode.IdlGen.Model;

namespace Hypernode.IdlGen.Writing;

/// <summary>Program.g.cs: where the program is.</summary>
internal static class ProgramFile
{
    public static void Write(CodeWriter code, ProgramModel program)
    {
        code.Summary(program.Idl.Docs, $"The program {program.Idl.Name}.");
        code.Block($"public static partial class {program.Prefix}Program", () =>
        {
            code.Line("/// <summary>Its name in the IDL.</summary>");
            code.Line($"public const string Name = \"{program.Idl.Name}\";");
            code.Line();
            code.Line("/// <summary>Version of the IDL this code was made from.</summary>");
            code.Line($"public const string Version = {Literals.Text(program.Idl.Version)};");
            code.Line();
            code.Line("/// <summary>Address of the program.</summary>");
            code.Line($"public static readonly Address Id = Address.Parse(\"{program.Idl.Address}\");");
            code.Line();
            code.Line("/// <summary>The address that signs the program's reports of events.</summary>");
            code.Line("public static readonly Address EventAuthority = SelfCall.FindEventAuthority(Id);");
        });
    }
}

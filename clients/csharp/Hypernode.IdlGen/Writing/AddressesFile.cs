using Hypernode.IdlGen.Model;

namespace Hypernode.IdlGen.Writing;

/// <summary>Addresses.g.cs: one method for each derived address.</summary>
internal static class AddressesFile
{
    public static void Write(CodeWriter code, ProgramModel program)
    {
        code.Line($"/// <summary>Addresses that instructions of {program.Idl.Name} derive.</summary>");
        code.Block($"public static partial class {program.Prefix}Addresses", () =>
        {
            foreach (var address in program.Addresses)
            {
                WriteFinder(code, program, address);
                code.Line();
            }
        });
    }

    private static void WriteFinder(CodeWriter code, ProgramModel program, DerivedAddress address)
    {
        var parameters = address.Seeds.Where(seed => seed.Parameter is not null).Select(seed => $"{seed.CSharp} {seed.Parameter}").ToList();
        if (address.Program.IsGiven)
        {
            parameters.Add($"Address {address.Program.Parameter}");
        }

        var programExpression = address.Program switch
        {
            { IsGiven: true } given => given.Parameter!,
            { IsOwn: true } => $"programId ?? {program.Prefix}Program.Id",
            var other => $"Address.Parse(\"{Reading.Base58.Encode(other.Fixed!)}\")",
        };
        if (address.Program.IsOwn)
        {
            parameters.Add("Address? programId = null");
        }

        code.Line($"/// <summary>The address of the account {address.Account} and its bump.</summary>");
        code.Line($"public static (Address Address, byte Bump) {address.Method}({string.Join(", ", parameters)}) =>");
        var seeds = address.Seeds.Select(seed => seed.Constant is { } constant
            ? Literals.Seed(constant)
            : $"Seed.Of({(seed.IsEnum ? "(byte)" : string.Empty)}{seed.Parameter})");
        code.Indented(() => code.Line($"ProgramAddress.Find({string.Join(", ", [programExpression, .. seeds])});"));
    }
}

using Hypernode.IdlGen.Model;

namespace Hypernode.IdlGen.Writing;

/// <summary>Filters.g.cs: byte comparisons that select accounts on the server.</summary>
internal static class FiltersFile
{
    /// <summary>Bytes a server compares at most.</summary>
    private const int MaxLength = 128;

    public static void Write(CodeWriter code, ProgramModel program)
    {
        code.Line($"/// <summary>Filters over accounts of {program.Idl.Name}.</summary>");
        code.Block($"public static partial class {program.Prefix}Filters", () =>
        {
            foreach (var account in program.Accounts)
            {
                WriteAccount(code, account);
                code.Line();
            }
        });
    }

    private static void WriteAccount(CodeWriter code, Discriminated account)
    {
        code.Line($"/// <summary>Filters over {account.Shape.Name} accounts.</summary>");
        code.Block($"public static partial class {account.Shape.Name}By", () =>
        {
            code.Line("/// <summary>Every account of this type.</summary>");
            code.Line($"public static AccountFilter Discriminator => new AccountFilter.Memcmp(0, {account.Shape.CSharp}.AccountDiscriminator.ToArray());");
            var scope = new NameScope([account.Shape.Name + "By", "Discriminator", .. MemberNames.Reserved, "AccountFilter", "Seed"]);
            var offset = account.Item.Discriminator.Length;
            foreach (var member in account.Shape.Members)
            {
                offset += member.Gap;
                if (Bytes(member.Shape) is { } bytes)
                {
                    code.Line();
                    code.Line($"/// <summary>Accounts whose {member.Wire}, at byte {offset}, has this value.</summary>");
                    code.Line($"public static AccountFilter {scope.Take(member.Name, member.Name + "Field")}({member.Shape.CSharp} value) => new AccountFilter.Memcmp({offset}, {bytes});");
                }

                if (member.Shape.FixedSize is not { } size)
                {
                    break;
                }

                offset += size;
            }
        });
    }

    private static string? Bytes(Shape shape) => shape switch
    {
        EnumShape => "Seed.Of((byte)value)",
        ArrayShape { IsBytes: true } array when array.Length is > 0 and <= MaxLength => $"Seed.OfExactly(value, {array.Length})",
        ScalarShape { Scalar: not (Scalar.F32 or Scalar.F64 or Scalar.U256 or Scalar.I256 or Scalar.Bytes or Scalar.String) } => "Seed.Of(value)",
        _ => null,
    };
}

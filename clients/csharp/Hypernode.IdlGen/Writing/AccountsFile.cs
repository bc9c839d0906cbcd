using Hypernode.IdlGen.Model;

namespace Hypernode.IdlGen.Writing;

/// <summary>Accounts.g.cs: what makes a type the data of an account, and a decoder for any of them.</summary>
internal static class AccountsFile
{
    public static void Write(CodeWriter code, ProgramModel program)
    {
        foreach (var account in program.Accounts)
        {
            WriteAccount(code, account);
            code.Line();
        }

        code.Line($"/// <summary>Decodes accounts of the program {program.Idl.Name}.</summary>");
        code.Block($"public static partial class {program.Prefix}Accounts", () =>
        {
            code.Line("/// <summary>Reads an account by its discriminator.</summary>");
            code.Line("/// <exception cref=\"DecodeException\">The data starts with no discriminator of this program, or is too short.</exception>");
            code.Block("public static object Decode(ReadOnlySpan<byte> data)", () =>
            {
                foreach (var account in Longest(program.Accounts))
                {
                    code.Block($"if (data.StartsWith({account.Shape.CSharp}.AccountDiscriminator))", () => code.Line($"return {account.Shape.CSharp}.DecodeAccount(data);"));
                    code.Line();
                }

                code.Line($"throw new DecodeException(\"The data starts with no account discriminator of {program.Idl.Name}.\", 0);");
            });
        });
    }

    /// <summary>Longer discriminators first: one may begin another.</summary>
    public static IEnumerable<Discriminated> Longest(IReadOnlyList<Discriminated> items) =>
        items.OrderByDescending(item => item.Item.Discriminator.Length);

    private static void WriteAccount(CodeWriter code, Discriminated account)
    {
        var type = account.Shape.CSharp;
        code.Block($"public sealed partial record {account.Shape.Name} : IProgramAccount<{type}>", () =>
        {
            code.Line("/// <inheritdoc />");
            code.Line($"public static ReadOnlySpan<byte> AccountDiscriminator => {Literals.Bytes(account.Item.Discriminator)};");
            code.Line();
            if (account.Shape.FixedSize is { } size)
            {
                code.Line("/// <summary>Bytes of the account's data, discriminator included.</summary>");
                code.Line($"public const int AccountSize = {size + account.Item.Discriminator.Length};");
                code.Line();
            }

            code.Line("/// <inheritdoc />");
            code.Line($"public static {type} DecodeAccount(ReadOnlySpan<byte> data) =>");
            code.Indented(() => code.Line($"WireBytes.Decode<{type}>(data, AccountDiscriminator, \"{account.Shape.Name}\", allowTrailing: true);"));
            code.Line();
            code.Line("/// <summary>The data of an account with this value.</summary>");
            code.Line("public byte[] EncodeAccount() => WireBytes.Encode(AccountDiscriminator, this);");
        });
    }
}

using Hypernode.IdlGen.Model;

namespace Hypernode.IdlGen.Writing;

/// <summary>Writes the record of the accounts a caller gives.</summary>
internal static class AccountsInputWriter
{
    public static void Write(CodeWriter code, InstructionModel instruction)
    {
        code.Line($"/// <summary>Accounts of {instruction.Idl.Name}; those that are fixed or derived may be left out.</summary>");
        code.Block($"public sealed partial record {instruction.AccountsType}", () =>
        {
            foreach (var account in instruction.Accounts)
            {
                code.Summary(account.Idl.Docs, $"{account.Idl.Name}: {Explain(account)}");
                code.Line(account.IsRequired
                    ? $"public required Address {account.Name} {{ get; init; }}"
                    : $"public Address? {account.Name} {{ get; init; }}");
                code.Line();
            }

            foreach (var input in instruction.DataInputs)
            {
                code.Line($"/// <summary>The value of {input.Description}, from which addresses follow.</summary>");
                code.Line($"public {input.CSharp}? {input.Name} {{ get; init; }}");
                code.Line();
            }

            code.Line("/// <summary>Accounts after those the program names, in the order it reads them.</summary>");
            code.Line("public IReadOnlyList<AccountMeta> RemainingAccounts { get; init; } = [];");
        });
    }

    private static string Explain(AccountModel account)
    {
        var role = (account.Idl.IsWritable, account.Idl.IsSigner) switch
        {
            (true, true) => "changed, signs",
            (true, false) => "changed",
            (false, true) => "signs",
            _ => "read",
        };
        var origin = account switch
        {
            { Idl.IsOptional: true } => "; null leaves it out",
            { Idl.Address: { } address } => $"; {address} unless given",
            { Derivation: not null } => "; derived unless given",
            _ => string.Empty,
        };
        return $"{role}{origin}.";
    }
}

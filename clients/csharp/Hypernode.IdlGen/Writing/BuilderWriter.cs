using Hypernode.IdlGen.Model;

namespace Hypernode.IdlGen.Writing;

/// <summary>Writes the method that builds an instruction.</summary>
internal static class BuilderWriter
{
    public static void Write(CodeWriter code, ProgramModel program, InstructionModel instruction, string method)
    {
        var hasArguments = instruction.Arguments.Count > 0;
        code.Summary(instruction.Idl.Docs, $"The instruction {instruction.Idl.Name}.");
        code.Line("/// <param name=\"accounts\">The accounts; whatever is left out is fixed or derived.</param>");
        if (hasArguments)
        {
            code.Line("/// <param name=\"args\">The arguments.</param>");
        }

        code.Line("/// <param name=\"programId\">The program, where it is not the one of the IDL.</param>");
        var arguments = hasArguments ? $", {instruction.ArgsType} args" : string.Empty;
        code.Block($"public static Instruction {method}({instruction.AccountsType} accounts{arguments}, Address? programId = null)", () =>
        {
            code.Line($"var own = programId ?? {program.Prefix}Program.Id;");
            foreach (var account in instruction.Accounts.OrderBy(account => account.Order))
            {
                WriteAddress(code, account);
            }

            code.Line("AccountMeta[] metas =");
            code.Line("[");
            code.Indented(() =>
            {
                foreach (var account in instruction.Accounts)
                {
                    code.Line(Meta(account) + ",");
                }

                code.Line(".. accounts.RemainingAccounts,");
            });
            code.Line("];");
            code.Line($"return new Instruction(own, metas, {(hasArguments ? "args" : $"new {instruction.ArgsType}()")}.EncodeInstruction());");
        });
    }

    private static void WriteAddress(CodeWriter code, AccountModel account)
    {
        if (account.IsRequired || account.Idl.IsOptional)
        {
            code.Line($"var {account.Local} = accounts.{account.Name};");
        }
        else if (account.Idl.Address is { } address)
        {
            code.Line($"var {account.Local} = accounts.{account.Name} ?? Address.Parse(\"{address}\");");
        }
        else
        {
            WriteDerived(code, account, account.Derivation!);
        }
    }

    private static void WriteDerived(CodeWriter code, AccountModel account, Derivation derivation)
    {
        var found = $"{Owner(derivation)}({Arguments(account, derivation)}).Address";
        if (derivation.Inputs.Count == 0)
        {
            code.Line($"var {account.Local} = accounts.{account.Name} ?? {found};");
            return;
        }

        var given = string.Join(" && ", derivation.Inputs.Distinct().Select((input, i) => $"accounts.{input.Name} is {{ }} {InputLocal(account, i)}"));
        code.Line($"var {account.Local} = accounts.{account.Name} ?? ({given}");
        code.Indented(() =>
        {
            code.Line($"? {found}");
            code.Line($": throw new ArgumentException(\"Give {account.Name}, or {string.Join(" and ", derivation.Inputs.Distinct().Select(input => input.Name))}, from which it is derived.\", nameof(accounts)));");
        });
    }

    private static string InputLocal(AccountModel account, int index) => $"{account.Local.TrimStart('@')}Input{index}";

    private static string Arguments(AccountModel account, Derivation derivation)
    {
        var inputs = derivation.Inputs.Distinct().ToList();
        var arguments = derivation.Arguments.Select(argument =>
        {
            var index = inputs.FindIndex(input => string.Equals(input.Local, argument, StringComparison.Ordinal));
            return index < 0 ? argument : InputLocal(account, index);
        });
        return string.Join(", ", derivation.Address.Program.IsOwn ? [.. arguments, "own"] : arguments);
    }

    private static string Owner(Derivation derivation) => $"{derivation.Address.Class}.{derivation.Address.Method}";

    /// <summary>An absent optional account is told by the program's own address, read only.</summary>
    private static string Meta(AccountModel account)
    {
        var writable = account.Idl.IsWritable ? "true" : "false";
        var signer = account.Idl.IsSigner ? "true" : "false";
        var present = account.Local.TrimStart('@') + "Given";
        return account.Idl.IsOptional
            ? $"{account.Local} is {{ }} {present} ? new AccountMeta({present}, {signer}, {writable}) : AccountMeta.ReadOnly(own)"
            : $"new AccountMeta({account.Local}, {signer}, {writable})";
    }
}

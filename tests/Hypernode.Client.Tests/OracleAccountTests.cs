using System.Reflection;
using System.Text.Json.Nodes;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Client.Tests;

/// <summary>Every instruction of the committed IDLs names the same accounts with the same rights as two foreign libraries find.</summary>
public class OracleAccountTests
{
    private const int Seed = 4_711;

    [Test]
    public void Builder_AgreesWithForeignLibrary(
        [ValueSource(typeof(Oracle), nameof(Oracle.Libraries))] string library,
        [ValueSource(typeof(Oracle), nameof(Oracle.Programs))] string program)
    {
        var lines = Oracle.Run("accounts.mjs", library, program, Seed);

        Assert.That(lines, Has.Count.AtLeast(20));
        foreach (var line in lines)
        {
            var built = Build(program, line);
            Assert.That(Convert.ToHexStringLower(built.Data.Span), Is.EqualTo((string)line["data"]!), (string)line["instruction"]!);
            Assert.That(built.Accounts.Select(Describe), Is.EqualTo(((JsonArray)line["accounts"]!).Select(Describe)), (string)line["instruction"]!);
        }
    }

    private static Instruction Build(string program, JsonObject line)
    {
        var name = GeneratedType.Pascal((string)line["instruction"]!);
        var accountsType = GeneratedType.Find(program, name + "Accounts");
        var accounts = Activator.CreateInstance(accountsType)!;
        foreach (var (account, address) in (JsonObject)line["given"]!)
        {
            if (address is not null)
            {
                accountsType.GetProperty(GeneratedType.Pascal(account))!.SetValue(accounts, Address.Parse((string)address!));
            }
        }

        var builder = GeneratedType.Find(program, GeneratedType.Pascal(program) + "Instructions").GetMethod(name, BindingFlags.Public | BindingFlags.Static)!;
        var args = NeutralValue.Make(GeneratedType.Find(program, name + "Args"), line["value"]);
        object?[] arguments = builder.GetParameters().Length == 3 ? [accounts, args, null] : [accounts, null];
        return (Instruction)builder.Invoke(null, arguments)!;
    }

    private static string Describe(AccountMeta meta) => $"{meta.Address} {meta.IsSigner} {meta.IsWritable}";

    private static string Describe(JsonNode? meta) => $"{(string)meta!["address"]!} {(bool)meta["isSigner"]!} {(bool)meta["isWritable"]!}";
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Commands.Gov.Proposals;

/// <summary>Calls of a proposal as a file holds them.</summary>
internal static class CallFile
{
    /// <exception cref="CliException">Missing, or not what a file of calls is; the message names the member.</exception>
    public static IReadOnlyList<Instruction> Read(string file)
    {
        try
        {
            var calls = JsonSerializer.Deserialize(File.ReadAllBytes(file), CallFileJson.Default.CallEntryArray);
            return calls is { Length: > 0 } ? [.. calls.Select(Of)] : throw new FormatException("it holds no call");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CliException(ExitCode.NotFound, $"there is no file {file}", inner: e);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new CliException(
                ExitCode.Usage, $"{file} holds no calls: {e.Message}", "write [{ \"program\": ADDRESS, \"accounts\": [{ \"address\": ADDRESS, \"writable\": true }], \"data\": BASE64 }]", e);
        }
    }

    private static Instruction Of(CallEntry call) => new(
        Address.Parse(call.Program),
        [.. call.Accounts.Select(account => new AccountMeta(account.Executor ? GovernanceRecipes.Executor : Address.Parse(account.Address ?? ""), account.Executor, account.Writable))],
        Convert.FromBase64String(call.Data));
}

/// <summary>A call as it is written.</summary>
internal sealed record CallEntry(string Program, AccountEntry[] Accounts, string Data);

/// <summary>An account as it is written: its address, or that it is the executor, which signs.</summary>
internal sealed record AccountEntry(string? Address = null, bool Writable = false, bool Executor = false);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CallEntry[]))]
internal sealed partial class CallFileJson : JsonSerializerContext;

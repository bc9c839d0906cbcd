using System.Text.Json.Nodes;
using Hypernode.Client.Programs;
using Hypernode.Client.Wire;
using Hypernode.Solana;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Decoding;

/// <summary>A call of a program in words.</summary>
/// <param name="Program">Name of the program; its address where it is none of ours.</param>
/// <param name="Instruction">Name of the instruction, or what its bytes are.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Accounts">Its accounts by the names the program gives them.</param>
internal sealed record DecodedCall(string Program, string Instruction, IReadOnlyList<Field> Arguments, IReadOnlyList<NamedAccount> Accounts)
{
    /// <summary>Reads a call; bytes that no client knows are shown as they are.</summary>
    public static DecodedCall Of(Address program, IReadOnlyList<AccountMeta> accounts, ReadOnlySpan<byte> data)
    {
        if (ChainCalls.Read(program, data) is { } known)
        {
            return known with { Accounts = Named(accounts, ChainCalls.AccountNames(known)) };
        }

        if (KnownPrograms.Find(program) is not { } ours)
        {
            return new DecodedCall(program.ToString(), $"unknown: {Convert.ToHexStringLower(data)}", [], Named(accounts, []));
        }

        try
        {
            var call = ours.DecodeInstruction(data);
            return new DecodedCall(ours.Name, call.InstructionName, FieldReader.Read(call), Named(accounts, call.AccountNames));
        }
        catch (DecodeException)
        {
            return new DecodedCall(ours.Name, $"unknown to this version: {Convert.ToHexStringLower(data)}", [], Named(accounts, []));
        }
    }

    public JsonObject ToJson() => new()
    {
        ["program"] = Program,
        ["instruction"] = Instruction,
        ["arguments"] = new JsonArray([.. Arguments.Select(field => new JsonObject { ["name"] = field.Name, ["value"] = field.Text })]),
        ["accounts"] = new JsonArray([.. Accounts.Select(account => new JsonObject
        {
            ["name"] = account.Name,
            ["address"] = account.Meta.Address.ToString(),
            ["signer"] = account.Meta.IsSigner,
            ["writable"] = account.Meta.IsWritable,
        })]),
    };

    private static List<NamedAccount> Named(IReadOnlyList<AccountMeta> accounts, IReadOnlyList<string> names) =>
        [.. accounts.Select((account, place) => new NamedAccount(place < names.Count ? names[place] : $"account {place}", account))];
}

/// <summary>An account of a call.</summary>
/// <param name="Name">What the program calls it.</param>
/// <param name="Meta">The account and what the call may do with it.</param>
internal sealed record NamedAccount(string Name, AccountMeta Meta);

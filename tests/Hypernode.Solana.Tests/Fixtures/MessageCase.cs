using System.Text.Json.Nodes;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Solana.Tests.Fixtures;

/// <summary>What a message is compiled from, and its form for the JavaScript oracle.</summary>
internal sealed record MessageCase(
    int Version, Address Payer, IReadOnlyList<Instruction> Instructions, Hash Blockhash, IReadOnlyList<AddressLookupTable> Tables)
{
    public Message Compile(AccountOrder order) => Version == 0
        ? Message.CompileV0(Payer, Instructions, Blockhash, Tables, order)
        : Message.CompileLegacy(Payer, Instructions, Blockhash, order);

    public JsonObject ToJson() => new()
    {
        ["version"] = Version,
        ["payer"] = Payer.ToString(),
        ["blockhash"] = Blockhash.ToString(),
        ["instructions"] = new JsonArray([.. Instructions.Select(i => (JsonNode)new JsonObject
        {
            ["program"] = i.ProgramId.ToString(),
            ["accounts"] = new JsonArray([.. i.Accounts.Select(a => (JsonNode)new JsonArray(a.Address.ToString(), a.IsSigner, a.IsWritable))]),
            ["data"] = Convert.ToHexStringLower(i.Data.Span),
        })]),
        ["tables"] = new JsonArray([.. Tables.Select(t => (JsonNode)new JsonObject
        {
            ["address"] = t.Address.ToString(),
            ["entries"] = new JsonArray([.. t.Entries.Select(e => (JsonNode)JsonValue.Create(e.ToString())!)]),
        })]),
    };
}

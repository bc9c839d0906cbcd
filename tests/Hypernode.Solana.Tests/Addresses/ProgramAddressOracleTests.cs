using System.Text.Json;
using System.Text.Json.Nodes;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Tests.Fixtures;

namespace Hypernode.Solana.Tests.Addresses;

/// <summary>SOL-14: program addresses equal those of both JavaScript libraries.</summary>
internal sealed class ProgramAddressOracleTests
{
    private const int Count = 10_000;

    [Test]
    public async Task Ten_thousand_addresses_equal_the_oracles()
    {
        var random = new RandomValues();
        var program = random.Address();
        ReadOnlyMemory<byte>[][] cases =
            [.. Enumerable.Range(0, Count).Select(_ => Enumerable.Range(0, random.Next(5)).Select(_ => (ReadOnlyMemory<byte>)random.Bytes(random.Next(33))).ToArray())];
        var input = new JsonObject
        {
            ["program"] = program.ToString(),
            ["kitEvery"] = 10,
            ["cases"] = new JsonArray([.. cases.Select(c => (JsonNode)new JsonArray([.. c.Select(s => (JsonNode)JsonValue.Create(Convert.ToHexString(s.Span))!)]))]),
        };

        using var oracle = JsonDocument.Parse(await NodeProcess.RunAsync("tests/Hypernode.Solana.Tests/oracle/addresses.mjs", input.ToJsonString()));

        for (var i = 0; i < Count; i++)
        {
            var (address, bump) = ProgramAddress.Find(program, cases[i]);
            var expected = oracle.RootElement[i];
            Assert.That(
                (address.ToString(), (int)bump, address.ToString(), (int)bump),
                Is.EqualTo((expected[0].GetString(), expected[1].GetInt32(), expected[2].GetString(), expected[3].GetInt32())),
                $"address {i}");
        }
    }
}

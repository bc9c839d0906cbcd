using System.Text.Json;
using System.Text.Json.Nodes;
using Hypernode.Solana.Keys;
using Hypernode.Solana.Tests.Fixtures;
using Hypernode.Solana.Transactions;

namespace Hypernode.Solana.Tests.Transactions;

/// <summary>SOL-10, SOL-8: bytes equal those of @solana/web3.js and @solana/kit.</summary>
internal sealed class MessageOracleTests
{
    private const int Messages = 1_000;

    [Test]
    public async Task Messages_equal_those_of_both_libraries_and_survive_reading()
    {
        var random = new RandomValues();
        MessageCase[] cases = [.. Enumerable.Range(0, Messages).Select(i => random.MessageCase(i % 2 == 0 ? 0 : -1))];
        using var oracle = JsonDocument.Parse(await AskAsync("messages.mjs", new JsonArray([.. cases.Select(c => (JsonNode)c.ToJson())])));

        for (var i = 0; i < cases.Length; i++)
        {
            var web3 = cases[i].Compile(AccountOrder.FirstUse);
            var kit = cases[i].Compile(AccountOrder.Base58);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(Hex(web3.Bytes), Is.EqualTo(oracle.RootElement[i].GetProperty("web3").GetString()), $"web3.js, message {i}");
                Assert.That(Hex(kit.Bytes), Is.EqualTo(oracle.RootElement[i].GetProperty("kit").GetString()), $"kit, message {i}");
                Assert.That(cases[i].Compile(AccountOrder.FirstUse).Bytes.Span.SequenceEqual(web3.Bytes.Span), "compiled twice");
                AssertSame(Message.Decode(web3.Bytes.Span), web3);
            }
        }
    }

    [Test]
    public async Task Signed_transactions_equal_those_of_both_libraries_for_1_to_12_signers()
    {
        var random = new RandomValues();
        var requests = new JsonArray();
        var expected = new List<string>();
        for (var count = 1; count <= 12; count++)
        {
            byte[][] seeds = [.. Enumerable.Range(0, count).Select(_ => random.Bytes(32))];
            KeyPairSigner[] signers = [.. seeds.Select(seed => KeyPairSigner.FromSeed(seed))];
            // Twelve signers fit only where the program is one of them and there is no data: 12 x 96 bytes leave 80.
            var program = count == 12 ? signers[^1].Address : random.Address();
            var instruction = new Instruction(
                program, [.. signers.Select((s, i) => new AccountMeta(s.Address, true, i % 2 == 0))], count == 12 ? [] : random.Bytes(10));
            var message = Message.CompileLegacy(signers[0].Address, [instruction], random.Hash());
            var transaction = await Transaction.SignAsync(message, [.. signers.Reverse()], "test", default);
            transaction.Verify();
            expected.Add(Hex(transaction.ToBytes()));
            requests.Add(new JsonObject
            {
                ["message"] = Hex(message.Bytes),
                ["unsigned"] = Hex(Transaction.Unsigned(message).ToBytes()),
                ["seeds"] = new JsonArray([.. seeds.Select(s => (JsonNode)JsonValue.Create(Convert.ToHexString(s))!)]),
            });
        }

        using var oracle = JsonDocument.Parse(await AskAsync("transactions.mjs", requests));

        for (var i = 0; i < expected.Count; i++)
        {
            using (Assert.EnterMultipleScope())
            {
                Assert.That(expected[i], Is.EqualTo(oracle.RootElement[i].GetProperty("web3").GetString()), $"web3.js, {i + 1} signers");
                Assert.That(expected[i], Is.EqualTo(oracle.RootElement[i].GetProperty("kit").GetString()), $"kit, {i + 1} signers");
            }
        }
    }

    private static Task<string> AskAsync(string script, JsonNode input) =>
        NodeProcess.RunAsync($"tests/Hypernode.Solana.Tests/oracle/{script}", input.ToJsonString());

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(bytes.Span);

    private static void AssertSame(Message read, Message made)
    {
        Assert.That(read.Version, Is.EqualTo(made.Version));
        Assert.That(read.Header, Is.EqualTo(made.Header));
        Assert.That(read.StaticAccounts, Is.EqualTo(made.StaticAccounts));
        Assert.That(read.Lifetime, Is.EqualTo(made.Lifetime));
        Assert.That(read.Instructions, Has.Count.EqualTo(made.Instructions.Count));
        Assert.That(read.Lookups, Has.Count.EqualTo(made.Lookups.Count));
        Assert.That(read.Bytes.Span.SequenceEqual(made.Bytes.Span), Is.True);
    }
}

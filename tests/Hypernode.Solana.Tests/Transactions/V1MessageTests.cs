using System.Text.Json;
using System.Text.Json.Nodes;
using Hypernode.Solana.Tests.Fixtures;
using Hypernode.Solana.Transactions;

namespace Hypernode.Solana.Tests.Transactions;

/// <summary>SOL-10: version 1 transactions, written by @solana/kit, are read.</summary>
internal sealed class V1MessageTests
{
    [Test]
    public async Task Reads_version_1_transactions_with_every_mix_of_configuration()
    {
        var random = new RandomValues();
        MessageCase[] cases = [.. Enumerable.Range(0, 64).Select(_ => random.MessageCase(-1))];
        MessageConfig[] configs = [.. Enumerable.Range(0, 64).Select(i => new MessageConfig(
            (i & 1) != 0 ? (ulong)i * 1_000_000_007 : null,
            (i & 2) != 0 ? 1_000U + (uint)i : null,
            (i & 4) != 0 ? 65_536U : null,
            (i & 8) != 0 ? 65_536U : null))];
        var input = new JsonArray();
        for (var i = 0; i < cases.Length; i++)
        {
            var json = cases[i].ToJson();
            json["config"] = new JsonObject
            {
                ["fee"] = configs[i].PriorityFeeLamports?.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["units"] = configs[i].ComputeUnitLimit,
                ["data"] = configs[i].LoadedAccountsDataLimit,
                ["heap"] = configs[i].HeapBytes,
            };
            input.Add(json);
        }

        using var oracle = JsonDocument.Parse(await NodeProcess.RunAsync("tests/Hypernode.Solana.Tests/oracle/v1-messages.mjs", input.ToJsonString()));

        for (var i = 0; i < cases.Length; i++)
        {
            var bytes = Convert.FromHexString(oracle.RootElement[i].GetString()!);
            var transaction = Transaction.Decode(bytes);
            var legacy = cases[i].Compile(AccountOrder.Base58);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(transaction.Message.Version, Is.EqualTo(MessageVersion.V1));
                Assert.That(transaction.Message.Config, Is.EqualTo(configs[i]));
                Assert.That(transaction.Message.StaticAccounts, Is.EqualTo(legacy.StaticAccounts));
                Assert.That(transaction.Message.Header, Is.EqualTo(legacy.Header));
                Assert.That(transaction.Message.Lifetime, Is.EqualTo(legacy.Lifetime));
                Assert.That(
                    transaction.Message.Instructions.Select(x => Convert.ToHexString(x.Data.Span)),
                    Is.EqualTo(legacy.Instructions.Select(x => Convert.ToHexString(x.Data.Span))));
                Assert.That(
                    transaction.Message.Instructions.Select(x => Convert.ToHexString(x.AccountIndexes.Span)),
                    Is.EqualTo(legacy.Instructions.Select(x => Convert.ToHexString(x.AccountIndexes.Span))));
                Assert.That(transaction.ToBytes(), Is.EqualTo(bytes));
            }
        }
    }
}

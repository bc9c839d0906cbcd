using Hypernode.Cli.Tests.Decoding;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Transactions;
using Hypernode.TestKit.Documents;

namespace Hypernode.Cli.Tests.Commands;

internal sealed class TxDecodeTests : ProfileFixture
{
    [Test]
    public async Task Decodes_without_a_network()
    {
        var message = Message.CompileLegacy(Positions.Owner, [StakeRecipes.Extend(Positions.Owner, Positions.Of(1), 90)], default);
        var file = Path.Combine(Home, "transaction.b64");
        await File.WriteAllTextAsync(file, Convert.ToBase64String(Transaction.Unsigned(message).ToBytes()) + "\n");
        var run = await CliRun.RunAsync("tx", "decode", file, "--json");
        var people = await CliRun.RunAsync("tx", "decode", file);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
            Assert.That(DocumentShape.Difference(run.Json), Is.Null);
            Assert.That(run.Json.GetProperty("instructions")[0].GetProperty("instruction").GetString(), Is.EqualTo("extend_lock"));
            Assert.That(people.Output, Does.Contain("1. staking extend_lock").And.Contain("lock_days"));
        });
    }

    [TestCase("AAAA")]
    [TestCase("no base64")]
    public async Task Anything_else_exits_with_2(string text)
    {
        var run = await CliRun.RunAsync("tx", "decode", text, "--json");
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Usage));
            Assert.That(run.Output, Is.Empty);
        });
    }
}

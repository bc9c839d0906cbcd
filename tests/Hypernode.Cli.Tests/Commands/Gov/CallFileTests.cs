using Hypernode.Cli.Commands.Gov.Proposals;
using Hypernode.Cli.Tests.Decoding;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Tests.Commands.Gov;

internal sealed class CallFileTests : ProfileFixture
{
    [Test]
    public void Executor_is_named_by_its_role()
    {
        var call = CallFile.Read(Write($$"""
            [{ "program": "{{Positions.Owner}}", "accounts": [{ "address": "{{Positions.Owner}}", "writable": true }, { "executor": true }], "data": "GA==" }]
            """)).Single();
        Assert.Multiple(() =>
        {
            Assert.That(call.Accounts[0].IsWritable, Is.True);
            Assert.That((call.Accounts[1].Address, call.Accounts[1].IsSigner), Is.EqualTo((GovernanceRecipes.Executor, true)));
            Assert.That(call.Data.ToArray(), Is.EqualTo(new byte[] { 24 }));
        });
    }

    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("not json")]
    [TestCase("""[{ "program": "nobody", "accounts": [], "data": "" }]""")]
    [TestCase("""[{ "program": "11111111111111111111111111111111", "accounts": [], "data": "%" }]""")]
    [TestCase("""[{ "program": "11111111111111111111111111111111", "accounts": [{}], "data": "" }]""")]
    [TestCase("""[{ "program": "11111111111111111111111111111111", "accounts": [], "data": "", "more": 1 }]""")]
    public void Anything_else_is_refused(string json) => AssertExit(Write(json), ExitCode.Usage);

    [Test]
    public void Missing_file_is_not_found() => AssertExit(Path.Combine(Home, "none.json"), ExitCode.NotFound);

    private static void AssertExit(string file, ExitCode exitCode) =>
        Assert.That(() => CallFile.Read(file), Throws.InstanceOf<CliException>().With.Property("ExitCode").EqualTo(exitCode));

    private string Write(string json)
    {
        var file = Path.Combine(Home, "calls.json");
        File.WriteAllText(file, json);
        return file;
    }
}

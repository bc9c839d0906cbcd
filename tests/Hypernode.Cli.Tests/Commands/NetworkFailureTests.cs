namespace Hypernode.Cli.Tests.Commands;

/// <summary>What a command says when its network is not there.</summary>
internal sealed class NetworkFailureTests : ProfileFixture
{
    private const string Someone = "4NusgMnxBWLyN1a8rCof8hTNJrtV9ePdsq1BFyWR35aU";

    [Test]
    public async Task Server_that_does_not_answer_exits_with_4()
    {
        var endpoints = Path.Combine(Home, "endpoints.json");
        // Nothing listens on port 1 of this machine.
        await File.WriteAllTextAsync(endpoints, $$"""
            { "version": 1, "local": true, "genesis": "{{Someone}}", "rpc": "http://127.0.0.1:1", "webSocket": "ws://127.0.0.1:1", "mint": "{{Someone}}", "programs": {} }
            """);
        await AssertAsync(ExitCode.Unreachable, "wallet", "balance", Someone, "--endpoints", endpoints, "--json");
    }

    [Test]
    public Task No_named_network_exits_with_3() => AssertAsync(ExitCode.Environment, "market", "list", "--json");

    [Test]
    public Task Missing_endpoints_file_exits_with_3() =>
        AssertAsync(ExitCode.Environment, "gov", "list", "--endpoints", Path.Combine(Home, "none.json"), "--json");

    private static async Task AssertAsync(ExitCode expected, params string[] arguments)
    {
        var run = await CliRun.RunAsync(arguments);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(expected), run.Error);
            Assert.That(run.Output, Is.Empty);
            Assert.That(run.Error, Does.Contain("error:").And.Contain("do:"));
        });
    }
}

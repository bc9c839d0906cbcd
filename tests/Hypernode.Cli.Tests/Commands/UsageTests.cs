namespace Hypernode.Cli.Tests.Commands;

internal sealed class UsageTests : ProfileFixture
{
    [TestCase("nonsense")]
    [TestCase("wallet", "new")]
    [TestCase("wallet", "list", "--unknown")]
    public async Task Unreadable_command_line_exits_with_2_and_points_at_help(params string[] arguments)
    {
        var run = await CliRun.RunAsync(arguments);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Usage));
            Assert.That(run.Output, Is.Empty);
            Assert.That(run.Error, Does.Contain("--help"));
        });
    }

    [Test]
    public async Task Help_shows_examples()
    {
        var run = await CliRun.RunAsync("wallet", "new", "--help");
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done));
            Assert.That(run.Output, Does.Contain("Examples:").And.Contain("hypernode wallet new default"));
        });
    }
}

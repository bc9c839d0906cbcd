using Hypernode.Cli.Commands.Node;

namespace Hypernode.Cli.Tests.Commands;

internal sealed class NodeHoursTests
{
    [TestCase("always")]
    [TestCase("mon 0-1")]
    [TestCase("mon-fri 18-24, sat-sun 0-24")]
    [TestCase("tue 3-5, tue 7-9")]
    public void Hours_are_written_as_they_are_read(string text) => Assert.That(NodeHours.Text(NodeHours.Parse(text)), Is.EqualTo(text));

    [Test]
    public void Monday_midnight_is_the_first_bit() => Assert.That(NodeHours.Parse("mon 0-1")[0], Is.EqualTo(1));

    [TestCase("")]
    [TestCase("mon")]
    [TestCase("mon 5-5")]
    [TestCase("fri-mon 1-2")]
    [TestCase("mon 1-25")]
    [TestCase("mon -1-2")]
    public void Anything_else_is_refused(string text) =>
        Assert.That(() => NodeHours.Parse(text), Throws.InstanceOf<CliException>().With.Property("ExitCode").EqualTo(ExitCode.Usage));
}

using Hypernode.Cli.Commands;

namespace Hypernode.Cli.Tests.Commands;

internal sealed class ParsingTests
{
    [TestCase("12.5%", 1_250)]
    [TestCase("1250", 1_250)]
    [TestCase("100%", 10_000)]
    [TestCase("0", 0)]
    public void Parts_are_read_as_percent_or_basis_points(string text, int expected) => Assert.That(Parsing.BasisPoints(text), Is.EqualTo(expected));

    [TestCase("100.01%")]
    [TestCase("10001")]
    [TestCase("0.5")]
    [TestCase("-1")]
    [TestCase("1e2")]
    [TestCase("%")]
    public void Other_parts_are_refused(string text) => AssertUsage(() => Parsing.BasisPoints(text));

    [TestCase("1.5", 1_500_000ul)]
    [TestCase("1500000u", 1_500_000ul)]
    public void Amounts_are_hyper_or_base_units(string text, ulong expected) => Assert.That(Parsing.Amount(text).BaseUnits, Is.EqualTo(expected));

    [TestCase("1.2345678")]
    [TestCase("-1")]
    [TestCase("1e3")]
    [TestCase("1,000")]
    public void Other_amounts_are_refused(string text) => AssertUsage(() => Parsing.Amount(text));

    [TestCase("00")]
    [TestCase("zz")]
    public void Other_digests_are_refused(string text) => AssertUsage(() => Parsing.Digest(text, "digest"));

    private static void AssertUsage(Action read) =>
        Assert.That(read, Throws.InstanceOf<CliException>().With.Property("ExitCode").EqualTo(ExitCode.Usage));
}

using Hypernode.Cli.Commands.Session;

namespace Hypernode.Cli.Tests.Commands;

internal sealed class SessionActsTests
{
    [Test]
    public void Every_act_together_is_all_that_the_program_allows()
    {
        string[] words = ["post", "accept", "cancel", "stop", "challenge", "publish-key"];
        const ulong all = (1UL << 20) | (1UL << 21) | (1UL << 25) | (1UL << 26) | (1UL << 28) | (1UL << 34) | (1UL << 63);
        Assert.Multiple(() =>
        {
            Assert.That(SessionActs.MaskOf(words), Is.EqualTo(all));
            Assert.That(SessionActs.WordsOf(all), Is.EqualTo(words));
            Assert.That(SessionActs.WordsOf(1UL << 26), Is.EqualTo(new[] { "cancel" }));
        });
    }

    [Test]
    public void Unknown_act_is_refused() =>
        Assert.That(Assert.Throws<CliException>(() => SessionActs.MaskOf(["post", "pay"]))!.ExitCode, Is.EqualTo(ExitCode.Usage));
}

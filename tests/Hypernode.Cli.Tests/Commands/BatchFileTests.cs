using Hypernode.Cli.Commands.Job.Batches;

namespace Hypernode.Cli.Tests.Commands;

internal sealed class BatchFileTests : ProfileFixture
{
    [Test]
    public void Reads_one_child_a_line()
    {
        var children = BatchFile.Read(Written("""{"inputs":{"data":"./a"}}""" + "\n\n" + """{"inputs":{}}""" + "\n"));
        Assert.Multiple(() =>
        {
            Assert.That(children, Has.Count.EqualTo(2));
            Assert.That(children[0], Is.EqualTo(new Dictionary<string, string>(StringComparer.Ordinal) { ["data"] = "./a" }));
            Assert.That(children[1], Is.Empty);
        });
    }

    [TestCase("{\"inputs\":{}}\nnonsense", "line 2")]
    [TestCase("{\"inputs\":[]}", "line 1")]
    [TestCase("{\"inputs\":{\"data\":7}}", "line 1")]
    [TestCase("{\"inputs\":{},\"price\":1}", "line 1")]
    [TestCase("[]", "line 1")]
    [TestCase("", "0 lines")]
    public void Refuses_what_is_no_child_and_says_where(string text, string place)
    {
        var refusal = Assert.Throws<CliException>(() => BatchFile.Read(Written(text)))!;
        Assert.Multiple(() =>
        {
            Assert.That(refusal.ExitCode, Is.EqualTo(ExitCode.Usage));
            Assert.That(refusal.Message, Does.Contain(place));
        });
    }

    [TestCase(1_024, true)]
    [TestCase(1_025, false)]
    public void Takes_as_many_children_as_a_batch_has(int count, bool fits)
    {
        var path = Written(string.Concat(Enumerable.Repeat("{\"inputs\":{}}\n", count)));
        Assert.That(() => BatchFile.Read(path), fits ? Throws.Nothing : Throws.TypeOf<CliException>());
    }

    [Test]
    public void Missing_file_is_not_found() =>
        Assert.That(Assert.Throws<CliException>(() => BatchFile.Read(Path.Combine(Home, "none")))!.ExitCode, Is.EqualTo(ExitCode.NotFound));

    private string Written(string text)
    {
        var path = Path.Combine(Home, "parts.jsonl");
        File.WriteAllText(path, text);
        return path;
    }
}

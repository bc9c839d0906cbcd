using System.CommandLine;
using Hypernode.Cli.Commands;
using Hypernode.TestKit;

namespace Hypernode.Cli.Tests.Commands;

/// <summary>What every command of the tree owes its reader.</summary>
internal sealed class ReferenceTests
{
    private static IEnumerable<TestCaseData> Leaves() =>
        CommandTree.Leaves(CommandLine.Root()).Select(leaf => new TestCaseData(leaf.Path, leaf.Command).SetArgDisplayNames(leaf.Path, ""));

    [TestCaseSource(nameof(Leaves))]
    public void Has_examples_that_parse(string path, Command command)
    {
        var examples = (command as CliCommand)?.Examples ?? [];
        Assert.That(examples, Is.Not.Empty);
        Assert.Multiple(() =>
        {
            foreach (var example in examples)
            {
                var words = ShellWords.Split(example);
                var parse = CommandLine.Root().Parse([.. words.Skip(1)]);
                Assert.That(parse.Errors.Select(error => error.Message), Is.Empty, example);
                Assert.That(example, Does.StartWith(path));
                Assert.That(parse.CommandResult.Command.Description, Is.EqualTo(command.Description), example);
            }
        });
    }

    [Test]
    public void Reference_in_docs_says_what_the_commands_say()
    {
        var path = Path.Combine(RepositoryFolder.Path, "docs/command-line.md");
        var written = CommandReference.Write(CommandLine.Root());
        if (Environment.GetEnvironmentVariable("HYPERNODE_REWRITE_SNAPSHOT") is "1")
        {
            File.WriteAllText(path, written);
        }

        Assert.That(File.ReadAllText(path), Is.EqualTo(written), "write it anew with HYPERNODE_REWRITE_SNAPSHOT=1");
    }
}

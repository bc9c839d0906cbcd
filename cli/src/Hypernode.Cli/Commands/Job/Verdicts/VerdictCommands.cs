using System.CommandLine;

namespace Hypernode.Cli.Commands.Job.Verdicts;

/// <summary>The group <c>hypernode job verdict</c>.</summary>
internal static class VerdictCommands
{
    public static Command Create() => new("verdict", "Judge the result of a challenged job as a validator of its panel: commit first, reveal when nobody can copy it any more.")
    {
        new CommitCommand(),
        new RevealCommand(),
        new CloseCommand(),
    };
}

using System.CommandLine;

namespace Hypernode.Cli.Commands.Job.Batches;

/// <summary>The group <c>hypernode job batch</c>.</summary>
internal static class BatchCommands
{
    public static Command Create() => new("batch", "Many jobs of one program, each on inputs of its own.")
    {
        new SubmitCommand(),
        new StatusCommand(),
        new CollectCommand(),
        new CloseCommand(),
    };
}

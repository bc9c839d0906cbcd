using System.CommandLine;
using Hypernode.Cli.Commands.Job.Batches;
using Hypernode.Cli.Commands.Job.Replicas;
using Hypernode.Cli.Commands.Job.Verdicts;

namespace Hypernode.Cli.Commands.Job;

/// <summary>The group <c>hypernode job</c>.</summary>
internal static class JobCommands
{
    public static Command Create() => new("job", "Post work, follow it, fetch its result.")
    {
        new QuoteCommand(),
        new PostCommand(),
        new ListCommand(),
        new ShowCommand(),
        new LogsCommand(),
        new ResultCommand(),
        new AcceptCommand(),
        new CancelCommand(),
        new ExtendCommand(),
        new StopCommand(),
        new ChallengeCommand(),
        VerdictCommands.Create(),
        new CrankCommand(),
        ReplicaCommands.Create(),
        BatchCommands.Create(),
    };
}

using System.CommandLine;
using Hypernode.Cli.Commands.Gov.Proposals;

namespace Hypernode.Cli.Commands.Gov;

/// <summary>The group <c>hypernode gov</c>.</summary>
internal static class GovCommands
{
    public static Command Create() => new("gov", "Proposals of the stakers: parameters, treasury, guardian, and what else the executor signs.")
    {
        new ListCommand(),
        new ShowCommand(),
        ProposeCommands.Create(),
        new ActivateCommand(),
        new VoteCommand(),
        new FinalizeCommand(),
        new QueueCommand(),
        new ExecuteCommand(),
        new CancelCommand(),
        new VetoCommand(),
        new ExpireCommand(),
        new CloseCommand(),
        new ManifestCommand(),
    };
}

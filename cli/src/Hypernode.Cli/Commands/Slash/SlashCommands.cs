using System.CommandLine;
using Hypernode.Cli.Commands.Slash.Reports;

namespace Hypernode.Cli.Commands.Slash;

/// <summary>The group <c>hypernode slash</c>.</summary>
internal static class SlashCommands
{
    public static Command Create() => new("slash", "Reports about nodes and validators: accuse, judge, appeal, execute.")
    {
        new ListCommand(),
        new ShowCommand(),
        ReportCommands.Create(),
        new DrawCommand(),
        new VoteCommand(),
        new AppealCommand(),
        new FinaliseCommand(),
        new ExecuteCommand(),
        new ClaimCommand(),
        new CloseCommand(),
    };
}

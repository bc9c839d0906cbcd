using System.CommandLine;

namespace Hypernode.Cli.Commands.Slash.Reports;

/// <summary>The group <c>hypernode slash report</c>.</summary>
internal static class ReportCommands
{
    public static Command Create() => new("report", "Accuse a node or a validator.")
    {
        new SubjectCommand(),
        new OfflineCommand(),
        new FaultCommand(),
    };
}

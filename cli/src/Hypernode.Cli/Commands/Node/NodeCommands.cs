using System.CommandLine;

namespace Hypernode.Cli.Commands.Node;

/// <summary>The group <c>hypernode node</c>.</summary>
internal static class NodeCommands
{
    public static Command Create() => new("node", "Offer this machine: register, run, watch, stop.")
    {
        new InitCommand(),
        new StartCommand(),
        new StatusCommand(),
        new LogsCommand(),
        new StopCommand(),
        new DoctorCommand(),
    };
}

using System.CommandLine;

namespace Hypernode.Cli.Commands.Stake;

/// <summary>The group <c>hypernode stake</c>.</summary>
internal static class StakeCommands
{
    public static Command Create() => new("stake", "Lock HYPER: for weight, rewards, and the capacity of a node.")
    {
        new OpenCommand(),
        new ListCommand(),
        new UnstakeCommand(),
    };
}

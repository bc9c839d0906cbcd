using System.CommandLine;

namespace Hypernode.Cli.Commands.Group;

/// <summary>The group <c>hypernode group</c>.</summary>
internal static class GroupCommands
{
    public static Command Create() => new("group", "Requesters and nodes that work for each other: a node at PrivateNetwork takes jobs of its group's members only.")
    {
        new CreateCommand(),
        new AddCommand(),
        new RemoveCommand(),
        new ShowCommand(),
        new ListCommand(),
        new CloseCommand(),
    };
}

using System.CommandLine;

namespace Hypernode.Cli.Tests;

/// <summary>Walks the tree of commands.</summary>
internal static class CommandTree
{
    /// <summary>Every command that does something, with its path.</summary>
    public static IEnumerable<(string Path, Command Command)> Leaves(Command root, string path = "hypernode") =>
        root.Subcommands.Count == 0
            ? [(path, root)]
            : root.Subcommands.SelectMany(command => Leaves(command, $"{path} {command.Name}"));
}

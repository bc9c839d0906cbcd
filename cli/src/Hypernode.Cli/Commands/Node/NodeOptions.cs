using System.CommandLine;

namespace Hypernode.Cli.Commands.Node;

/// <summary>What all node commands take.</summary>
internal static class NodeOptions
{
    public static Option<string?> Folder() => new("--folder") { Description = "Folder of the node; default: node in this profile.", HelpName = "FOLDER" };
}

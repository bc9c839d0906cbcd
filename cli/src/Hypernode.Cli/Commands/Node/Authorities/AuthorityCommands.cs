using System.CommandLine;

namespace Hypernode.Cli.Commands.Node.Authorities;

/// <summary>The group <c>hypernode node authority</c>.</summary>
internal static class AuthorityCommands
{
    public static Command Create() => new("authority", "The cold key that owns a node, handed over in two steps.")
    {
        new ProposeCommand(),
        new AcceptCommand(),
    };
}

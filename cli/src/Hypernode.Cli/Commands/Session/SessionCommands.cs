using System.CommandLine;

namespace Hypernode.Cli.Commands.Session;

/// <summary>The group <c>hypernode session</c>.</summary>
internal static class SessionCommands
{
    public static Command Create() => new("session", "Keys that stand in for a requester: for some acts, some time and some HYPER.")
    {
        new OpenCommand(),
        new ListCommand(),
        new RevokeCommand(),
    };
}

using System.CommandLine;

namespace Hypernode.Cli.Commands.Identity;

/// <summary>The group <c>hypernode identity</c>.</summary>
internal static class IdentityCommands
{
    public static Command Create() => new("identity", "Nostr keys that are one party with a wallet.")
    {
        new EventCommand(),
        new LinkCommand(),
        new UnlinkCommand(),
        new ListCommand(),
    };
}

using System.CommandLine;

namespace Hypernode.Cli.Commands.Issuer;

/// <summary>The group <c>hypernode issuer</c>.</summary>
internal static class IssuerCommands
{
    public static Command Create() => new("issuer", "Keys that may state claims about nodes, wallets and images.")
    {
        new RegisterCommand(),
        new RevokeCommand(),
        new CloseCommand(),
        new ListCommand(),
    };
}

using System.CommandLine;

namespace Hypernode.Cli.Commands.Attest;

/// <summary>The group <c>hypernode attest</c>.</summary>
internal static class AttestCommands
{
    public static Command Create() => new("attest", "What issuers state about nodes, wallets and images.")
    {
        new ClaimCommand(),
        new RevokeCommand(),
        new CloseCommand(),
        new ListCommand(),
    };
}

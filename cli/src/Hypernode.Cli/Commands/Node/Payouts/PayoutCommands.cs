using System.CommandLine;

namespace Hypernode.Cli.Commands.Node.Payouts;

/// <summary>The group <c>hypernode node payout</c>.</summary>
internal static class PayoutCommands
{
    public static Command Create() => new("payout", "The key a node is paid to; a change waits, so that a stolen key cannot redirect pay at once.")
    {
        new ProposeCommand(),
        new ApplyCommand(),
    };
}

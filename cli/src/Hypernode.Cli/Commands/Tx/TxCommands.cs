using System.CommandLine;

namespace Hypernode.Cli.Commands.Tx;

/// <summary>The group <c>hypernode tx</c>.</summary>
internal static class TxCommands
{
    public static Command Create() => new("tx", "Transactions of this profile.")
    {
        new ResumeCommand(),
    };
}

using System.CommandLine;

namespace Hypernode.Cli.Commands.Tx;

/// <summary>The group <c>hypernode tx</c>.</summary>
internal static class TxCommands
{
    public static Command Create() => new("tx", "Transactions: what they did, what they would do, what became of them.")
    {
        new ShowCommand(),
        new DecodeCommand(),
        new ResumeCommand(),
    };
}

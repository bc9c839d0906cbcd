using System.CommandLine;

namespace Hypernode.Cli.Commands.Name;

/// <summary>The group <c>hypernode name</c>.</summary>
internal static class NameCommands
{
    public static Command Create() => new("name", "Names for nodes and wallets, first come, first served, paid by the year.")
    {
        new RegisterCommand(),
        new RenewCommand(),
        new UpdateCommand(),
        new ReleaseCommand(),
        new ShowCommand(),
        new ListCommand(),
    };
}

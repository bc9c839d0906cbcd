using System.CommandLine;

namespace Hypernode.Cli.Commands.Wallet;

/// <summary>The group <c>hypernode wallet</c>.</summary>
internal static class WalletCommands
{
    public static Command Create() => new("wallet", "Keys of this profile: make, list, pay, receive.")
    {
        new NewCommand(),
        new ImportCommand(),
        new ListCommand(),
        new AddressCommand(),
        new BalanceCommand(),
        new SendCommand(),
        new AirdropCommand(),
    };
}

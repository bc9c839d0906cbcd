using System.CommandLine;

namespace Hypernode.Cli.Commands.Credit;

/// <summary>The group <c>hypernode credit</c>.</summary>
internal static class CreditCommands
{
    public static Command Create() => new("credit", "HYPER set aside for one payee, paid in many small promises signed off chain.")
    {
        new OpenCommand(),
        new FundCommand(),
        new ShowCommand(),
        new VoucherCommand(),
        new RedeemCommand(),
        new RequestCloseCommand(),
        new CloseCommand(),
    };
}

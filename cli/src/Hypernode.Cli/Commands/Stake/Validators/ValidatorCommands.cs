using System.CommandLine;

namespace Hypernode.Cli.Commands.Stake.Validators;

/// <summary>The group <c>hypernode stake validator</c>.</summary>
internal static class ValidatorCommands
{
    public static Command Create() => new("validator", "Judge results and reports: needs a pledged stake of its own.")
    {
        new RegisterCommand(),
        new RetireCommand(),
        new CloseCommand(),
        new ListCommand(),
    };
}

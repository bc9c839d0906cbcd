using System.CommandLine;
using Hypernode.Cli.Commands.Node.Authorities;
using Hypernode.Cli.Commands.Node.Fingerprints;
using Hypernode.Cli.Commands.Node.Payouts;

namespace Hypernode.Cli.Commands.Node;

/// <summary>The group <c>hypernode node</c>.</summary>
internal static class NodeCommands
{
    public static Command Create() => new("node", "Offer this machine: register, run, watch, earn, stop.")
    {
        new InitCommand(),
        new StartCommand(),
        new StatusCommand(),
        new LogsCommand(),
        new StopCommand(),
        new DoctorCommand(),
        new ShowCommand(),
        new ListCommand(),
        new EarningsCommand(),
        new ClaimCommand(),
        new DrainCommand(),
        new ResumeCommand(),
        new DeactivateCommand(),
        new CloseCommand(),
        new PolicyCommand(),
        new RotateOperatorCommand(),
        PayoutCommands.Create(),
        AuthorityCommands.Create(),
        FingerprintCommands.Create(),
        new HealthCommand(),
        new BenchmarkCommand(),
        new SuspendCommand(),
        new ReinstateCommand(),
    };
}

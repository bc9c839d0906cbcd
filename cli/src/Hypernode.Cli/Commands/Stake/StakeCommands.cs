using System.CommandLine;
using Hypernode.Cli.Commands.Stake.Validators;

namespace Hypernode.Cli.Commands.Stake;

/// <summary>The group <c>hypernode stake</c>.</summary>
internal static class StakeCommands
{
    public static Command Create() => new("stake", "Lock HYPER: for weight, rewards, votes, and the capacity of a node.")
    {
        new OpenCommand(),
        new AddCommand(),
        new ExtendCommand(),
        new ListCommand(),
        new UnstakeCommand(),
        new WithdrawCommand(),
        new RefreshCommand(),
        new PledgeCommand(),
        new ReleaseCommand(),
        new ClearCommand(),
        new CloseCommand(),
        new RewardsCommand(),
        new ClaimCommand(),
        new CompoundCommand(),
        new SweepCommand(),
        new DonateCommand(),
        ValidatorCommands.Create(),
    };
}

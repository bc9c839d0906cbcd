using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Client.Staking;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Stake;

internal sealed class UnstakeCommand : PositionCommand
{
    private readonly Argument<string> _amount;

    public UnstakeCommand()
        : base("unstake", "Begin to take HYPER out of a position whose lock is over; it can be withdrawn after the unbonding time.", "hypernode stake unstake 7Gh2... 50") =>
        _amount = Argument<string>("AMOUNT", "HYPER as 50, or base units as 50000000u.");

    protected override async Task RunAsync(Signing signing, ChainAccount<Position> position, CancellationToken cancellationToken)
    {
        var amount = Parsing.Amount(signing.Call.Required(_amount));
        var sent = await signing.SendAsync(
            "unstake", cancellationToken, StakeRecipes.Unstake(position.Address, position.Value, amount.BaseUnits)).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.stake.unstaked.v1", sent, position, cancellationToken, (facts, after) => facts
            .Hyper("unstaked", "unstaked", amount)
            .Time("withdrawAt", "withdraw from", after.WithdrawAt)).ConfigureAwait(false);
    }
}

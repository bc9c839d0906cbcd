using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Client.Staking;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Stake;

internal sealed class ExtendCommand : PositionCommand
{
    private readonly Option<int> _lockDays;

    public ExtendCommand()
        : base("extend", "Lock a position for longer from now; a longer lock weighs more.", "hypernode stake extend 7Gh2... --lock-days 365") =>
        _lockDays = Option<int>("--lock-days", "Days from now; neither they nor the end of the lock may shrink.", option =>
        {
            option.Required = true;
            option.HelpName = "DAYS";
            return option;
        });

    protected override async Task RunAsync(Signing signing, ChainAccount<Position> position, CancellationToken cancellationToken)
    {
        var extend = StakeRecipes.Extend(position.Address, position.Value, Parsing.LockDays(signing.Call.Required(_lockDays)));
        var sent = await signing.SendAsync("extend lock", cancellationToken, extend).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.stake.extended.v1", sent, position, cancellationToken).ConfigureAwait(false);
    }
}

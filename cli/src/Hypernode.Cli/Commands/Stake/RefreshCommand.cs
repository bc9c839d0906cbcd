using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Client.Staking;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Stake;

internal sealed class RefreshCommand() : PositionCommand(
    "refresh", "Take the multiplier off a position whose lock is over; anyone may, so that weight stays fair.", "hypernode stake refresh 7Gh2...")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Position> position, CancellationToken cancellationToken)
    {
        var sent = await signing.SendAsync("refresh position", cancellationToken, StakeRecipes.Refresh(position.Address)).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.stake.refreshed.v1", sent, position, cancellationToken).ConfigureAwait(false);
    }
}

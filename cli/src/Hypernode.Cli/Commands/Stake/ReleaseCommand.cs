using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Client.Staking;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Stake;

internal sealed class ReleaseCommand() : PositionCommand(
    "release", "Take a pledge back: it stops counting at once and stays slashable until the unbonding time is over.", "hypernode stake release 7Gh2...")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Position> position, CancellationToken cancellationToken)
    {
        OwnPositions.RequirePledged(position);
        var sent = await signing.SendAsync("release pledge", cancellationToken, StakeRecipes.Release(position.Address, position.Value)).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.stake.released.v1", sent, position, cancellationToken, (facts, after) =>
            facts.Time("releaseAt", "slashable until", after.ReleaseAt)).ConfigureAwait(false);
    }
}

using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Client.Staking;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Stake;

internal sealed class ClearCommand() : PositionCommand(
    "clear", "Free a position whose released pledge is no longer slashable; anyone may.", "hypernode stake clear 7Gh2...")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Position> position, CancellationToken cancellationToken)
    {
        OwnPositions.RequirePledged(position);
        var sent = await signing.SendAsync("clear pledge", cancellationToken, StakeRecipes.Clear(position.Address, position.Value)).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.stake.cleared.v1", sent, position, cancellationToken).ConfigureAwait(false);
    }
}

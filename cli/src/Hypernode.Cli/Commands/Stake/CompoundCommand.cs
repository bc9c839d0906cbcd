using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Client.Staking;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Stake;

internal sealed class CompoundCommand() : PositionCommand(
    "compound", "Add the rewards of a position to its stake; the whole of it is locked again for its days from now.", "hypernode stake compound 7Gh2...")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Position> position, CancellationToken cancellationToken)
    {
        var sent = await signing.SendAsync("compound rewards", cancellationToken, StakeRecipes.Compound(position.Address, position.Value)).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.stake.compounded.v1", sent, position, cancellationToken, (facts, after) =>
            facts.Hyper("compounded", "compounded", new Client.Primitives.HyperAmount(after.Amount - position.Value.Amount))).ConfigureAwait(false);
    }
}

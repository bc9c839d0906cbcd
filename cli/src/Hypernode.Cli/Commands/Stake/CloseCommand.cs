using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Queries;
using Hypernode.Client.Rewards;
using Hypernode.Client.Staking;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Stake;

internal sealed class CloseCommand() : PositionCommand(
    "close", "Close an empty position and its reward account; their rent returns to who paid it.", "hypernode stake close 7Gh2...")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Position> position, CancellationToken cancellationToken)
    {
        var rewards = await new ProgramAccounts(signing.Chain.Rpc, RewardsProgram.Id)
            .FetchAsync<RewardAccount>(StakeRecipes.RewardAccountOf(position.Address), cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync(
            "close position", StakeRecipes.Close(position.Address, position.Value, rewards?.Value), null, cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.stake.closed.v1", sent, new Facts().Address("position", "closed", position.Address));
    }
}

using Hypernode.Cli.Chain;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Client.Staking;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Stake;

internal sealed class WithdrawCommand() : PositionCommand(
    "withdraw", "Take out what has finished unbonding.", "hypernode stake withdraw 7Gh2...")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Position> position, CancellationToken cancellationToken)
    {
        var sent = await signing.SendAsync(
            "withdraw stake", new StakeRecipes(signing.Chain.Network.Mint).Withdraw(position.Address, position.Value), null, cancellationToken).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.stake.withdrawn.v1", sent, position, cancellationToken, (facts, _) =>
            facts.Hyper("withdrawn", "withdrawn", new HyperAmount(position.Value.UnbondingAmount))).ConfigureAwait(false);
    }
}

using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Client.Staking;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Stake;

internal sealed class ClaimCommand() : PositionCommand("claim", "Pay the rewards of a position to its owner.", "hypernode stake claim 7Gh2...")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Position> position, CancellationToken cancellationToken)
    {
        var before = await RewardsPaid.ReadAsync(signing.Chain, position.Address, cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync(
            "claim rewards", new StakeRecipes(signing.Chain.Network.Mint).Claim(position.Address, position.Value), null, cancellationToken).ConfigureAwait(false);
        var after = await RewardsPaid.ReadAsync(signing.Chain, position.Address, cancellationToken).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.stake.claimed.v1", sent, position, cancellationToken, (facts, _) =>
            facts.Hyper("claimed", "claimed", after - before)).ConfigureAwait(false);
    }
}

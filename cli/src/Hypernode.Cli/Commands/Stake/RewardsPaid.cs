using Hypernode.Cli.Chain;
using Hypernode.Client.Primitives;
using Hypernode.Client.Rewards;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Commands.Stake;

/// <summary>What a position was paid so far.</summary>
internal static class RewardsPaid
{
    public static async Task<HyperAmount> ReadAsync(ChainSession chain, Address position, CancellationToken cancellationToken)
    {
        var account = await chain.RequireAsync<RewardAccount>(
            RewardsProgram.Id, StakeRecipes.RewardAccountOf(position), "reward account", null, cancellationToken).ConfigureAwait(false);
        return new HyperAmount(account.Value.Claimed);
    }
}

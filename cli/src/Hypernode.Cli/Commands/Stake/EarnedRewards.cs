using Hypernode.Cli.Chain;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Client.Rewards;
using Hypernode.Protocol.Recipes;
using Hypernode.Protocol.Settlements;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Commands.Stake;

/// <summary>What a position earned.</summary>
/// <param name="Position">The position.</param>
/// <param name="Weight">Weight that earns.</param>
/// <param name="Pending">Due and not claimed, as a claim at this moment would compute it.</param>
/// <param name="Claimed">Paid so far, compounded included.</param>
internal sealed record EarnedRewards(Address Position, UInt128 Weight, HyperAmount Pending, HyperAmount Claimed)
{
    /// <summary>The rewards of every position of an owner.</summary>
    public static async Task<IReadOnlyList<EarnedRewards>> ListAsync(ChainSession chain, Address owner, CancellationToken cancellationToken)
    {
        var positions = await OwnPositions.ListAsync(chain, owner, cancellationToken).ConfigureAwait(false);
        var accounts = new ProgramAccounts(chain.Rpc, RewardsProgram.Id);
        var config = await chain.ConfigAsync<Client.Rewards.Config>(RewardsProgram.Id, RewardsProgram.Name, cancellationToken).ConfigureAwait(false);
        var state = await chain.RequireAsync<State>(
            RewardsProgram.Id, RewardsAddresses.FindStateAddress().Address, "state of rewards", null, cancellationToken).ConfigureAwait(false);
        var now = await chain.NowAsync(cancellationToken).ConfigureAwait(false);
        var earned = positions.Count == 0
            ? []
            : await accounts.FetchAsync<RewardAccount>([.. positions.Select(position => StakeRecipes.RewardAccountOf(position.Address))], cancellationToken).ConfigureAwait(false);
        return
        [
            .. earned.OfType<ChainAccount<RewardAccount>>().Select(account => new EarnedRewards(
                account.Value.Position,
                account.Value.Weight,
                new HyperAmount(PendingRewards.Of(account.Value, state.Value, config.Params.MinTotalWeight, now)),
                new HyperAmount(account.Value.Claimed))),
        ];
    }
}

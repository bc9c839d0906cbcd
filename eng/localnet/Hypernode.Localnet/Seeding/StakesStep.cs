using Hypernode.Client.Rewards;
using Hypernode.Client.Staking;
using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Keys;
using Hypernode.Solana.Tokens;

namespace Hypernode.Localnet.Seeding;

/// <summary>Stakes at the exact threshold of each tier: what the nodes pledge, and one stake that stays free.</summary>
internal sealed class StakesStep : ISeedStep
{
    public const ushort PositionIndex = 0;

    public string Name => "stakes";

    public async Task ApplyAsync(LocalChain chain, CancellationToken cancellationToken) =>
        await Task.WhenAll(Stakes().Select(stake => StakeAsync(chain, stake, cancellationToken)));

    private static IEnumerable<SeedStake> Stakes() =>
        [.. SeedPlan.FreeStakes, .. SeedPlan.Nodes.Select(n => new SeedStake(SeedActors.NodeAuthority(n.Name), n.Pledge))];

    private static async Task StakeAsync(LocalChain chain, SeedStake stake, CancellationToken cancellationToken)
    {
        using var owner = LocalKeys.Signer(stake.Owner);
        var position = StakingAddresses.FindPositionAddress(owner.Address, PositionIndex).Address;
        if (await chain.ExistsAsync(position, cancellationToken))
        {
            return;
        }

        // A position's weight is reported to its reward account, so that one comes first.
        var openRewards = RewardsInstructions.OpenRewardAccount(new OpenRewardAccountAccounts { Position = position, Payer = owner.Address });
        var lockStake = StakingInstructions.Stake(
            new StakeAccounts
            {
                Owner = owner.Address,
                Payer = owner.Address,
                Source = AssociatedToken.Find(owner.Address, chain.Endpoints.Mint),
                RewardAccount = RewardsAddresses.FindRewardAccountAddress(position).Address,
            },
            new StakeArgs { Index = PositionIndex, Amount = stake.Amount, LockDays = SeedPlan.LockDays });
        await chain.SendAsync($"stake of {stake.Owner}", owner, [openRewards, lockStake], [], cancellationToken);
    }
}

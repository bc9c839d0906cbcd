using Hypernode.Client.Markets;
using Hypernode.Client.Rewards;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Recipes;

/// <summary>The crank that brings the fees of settled jobs to treasury, stakers and nodes.</summary>
/// <param name="mint">The HYPER mint.</param>
/// <param name="treasury">Token account of the treasury, from the Config of markets.</param>
public sealed class FeeRecipes(Address mint, Address treasury)
{
    /// <summary>Empties a fee shard and moves it to the present epoch; anyone may.</summary>
    /// <param name="payer">Pays for the pool of an epoch that has none yet; signs.</param>
    /// <param name="shard">The shard.</param>
    public Instruction Sweep(Address payer, FeeShard shard) => MarketsInstructions.SweepFees(
        new SweepFeesAccounts
        {
            Payer = payer,
            Mint = mint,
            TreasuryToken = treasury,
            EpochPool = RewardsAddresses.FindPoolAddress(shard.Epoch).Address,
        },
        new SweepFeesArgs { Shard = shard.Shard });
}

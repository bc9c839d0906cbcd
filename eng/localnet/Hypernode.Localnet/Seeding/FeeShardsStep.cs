using Hypernode.Client.Markets;
using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Keys;

namespace Hypernode.Localnet.Seeding;

/// <summary>Opens every fee shard with its vault.</summary>
internal sealed class FeeShardsStep : ISeedStep
{
    public string Name => "fee shards";

    public async Task ApplyAsync(LocalChain chain, CancellationToken cancellationToken)
    {
        using var deployer = LocalKeys.Signer(SeedActors.Deployer);
        await Task.WhenAll(Enumerable.Range(0, SeedPlan.FeeShards).Select(async index =>
        {
            var shard = (byte)index;
            if (await chain.ExistsAsync(MarketsAddresses.FindFeeShardAddress(shard).Address, cancellationToken))
            {
                return;
            }

            var open = MarketsInstructions.OpenFeeShard(
                new OpenFeeShardAccounts { Payer = deployer.Address, Mint = chain.Endpoints.Mint }, new OpenFeeShardArgs { Shard = shard });
            await chain.SendAsync($"open fee shard {shard}", deployer, [open], [], cancellationToken);
        }));
    }
}

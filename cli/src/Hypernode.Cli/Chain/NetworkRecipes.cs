using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Client.Staking;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Chain;

/// <summary>The recipes of the network in use.</summary>
internal static class NetworkRecipes
{
    public static JobAddresses JobAddresses(this ChainSession chain) =>
        new(MarketsProgram.Id, RegistryProgram.Id, StakingProgram.Id, chain.Network.Mint);

    public static JobRecipes JobRecipes(this ChainSession chain) => new(chain.JobAddresses());

    public static ReplicaRecipes ReplicaRecipes(this ChainSession chain) => new(chain.JobAddresses());
}

using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Keys;
using Hypernode.Solana.Addresses;

namespace Hypernode.Localnet.Seeding;

/// <summary>Gives every actor that signs its own transactions some SOL.</summary>
internal sealed class LamportsStep : ISeedStep
{
    public string Name => "lamports";

    public async Task ApplyAsync(LocalChain chain, CancellationToken cancellationToken) =>
        await Task.WhenAll(Actors().Select(name => FundAsync(chain, LocalKeys.Address(name), cancellationToken)));

    private static IEnumerable<string> Actors() =>
    [
        SeedActors.Deployer, SeedActors.Guardian, SeedActors.MarketAdmin, SeedActors.Faucet, SeedActors.Requester,
        .. SeedPlan.Nodes.SelectMany(n => (string[])[SeedActors.NodeAuthority(n.Name), SeedActors.NodeOperator(n.Name)]),
        .. SeedPlan.FreeStakes.Select(s => s.Owner),
    ];

    private static async Task FundAsync(LocalChain chain, Address address, CancellationToken cancellationToken)
    {
        if (await chain.Rpc.GetLamportsAsync(address, cancellationToken) == 0)
        {
            await chain.Rpc.RequestAirdropAsync(address, SeedPlan.ActorLamports, cancellationToken);
        }
    }
}

using Hypernode.Client.Staking;
using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Keys;

namespace Hypernode.Localnet.Seeding;

/// <summary>Pledges each node authority's stake to its node.</summary>
internal sealed class PledgesStep : ISeedStep
{
    public string Name => "pledges";

    public async Task ApplyAsync(LocalChain chain, CancellationToken cancellationToken) =>
        await Task.WhenAll(SeedPlan.Nodes.Select(node => PledgeAsync(chain, node, cancellationToken)));

    private static async Task PledgeAsync(LocalChain chain, SeedNode seed, CancellationToken cancellationToken)
    {
        var node = SeededNode.AddressOf(seed.Name);
        if (await chain.ExistsAsync(StakingAddresses.FindBondAddress(node).Address, cancellationToken))
        {
            return;
        }

        using var authority = LocalKeys.Signer(SeedActors.NodeAuthority(seed.Name));
        var pledge = StakingInstructions.PledgePosition(new PledgePositionAccounts
        {
            Position = StakingAddresses.FindPositionAddress(authority.Address, StakesStep.PositionIndex).Address,
            Subject = node,
            Owner = authority.Address,
            SubjectAuthority = authority.Address,
            Payer = authority.Address,
        });
        await chain.SendAsync($"pledge to {seed.Name}", authority, [pledge], [], cancellationToken);
    }
}

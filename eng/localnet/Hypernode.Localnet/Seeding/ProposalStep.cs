using System.Security.Cryptography;
using System.Text;
using Hypernode.Client.Governance;
using Hypernode.Client.Staking;
using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Keys;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Tokens;

namespace Hypernode.Localnet.Seeding;

/// <summary>Opens one draft: what a free stake wants to say, with the bond that it takes.</summary>
internal sealed class ProposalStep : ISeedStep
{
    private const string Title = "Statement of the first stakers";

    public string Name => "proposal";

    public async Task ApplyAsync(LocalChain chain, CancellationToken cancellationToken)
    {
        if (await chain.ExistsAsync(GovernanceRecipes.AddressOf(0), cancellationToken))
        {
            return;
        }

        using var faucet = LocalKeys.Signer(SeedActors.Faucet);
        using var staker = LocalKeys.Signer(SeedPlan.FreeStakes[0].Owner);
        var mint = chain.Endpoints.Mint;
        var bond = TokenProgram.TransferChecked(
            AssociatedToken.Find(faucet.Address, mint), mint, AssociatedToken.Find(staker.Address, mint), faucet.Address,
            DefaultParameters.Governance().ProposalBond, SeedPlan.Decimals);
        var create = new GovernanceRecipes(mint).Create(
            staker.Address, StakingAddresses.FindPositionAddress(staker.Address, StakesStep.PositionIndex).Address, 0, ProposalKind.Text, Title,
            SHA256.HashData(Encoding.UTF8.GetBytes(Title)));
        await chain.SendAsync("open proposal", faucet, [bond, create], [staker], cancellationToken);
    }
}

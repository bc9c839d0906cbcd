using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Keys;
using Hypernode.Solana.Keys;
using Hypernode.Solana.Tokens;

namespace Hypernode.Localnet.Seeding;

/// <summary>Creates the token accounts of the actors and hands out what they stake or spend.</summary>
internal sealed class TokenAccountsStep : ISeedStep
{
    public string Name => "token accounts";

    public async Task ApplyAsync(LocalChain chain, CancellationToken cancellationToken)
    {
        using var faucet = LocalKeys.Signer(SeedActors.Faucet);
        await Task.WhenAll(Grants().Select(grant => GrantAsync(chain, faucet, grant, cancellationToken)));
    }

    private static IEnumerable<SeedStake> Grants() =>
    [
        new(SeedActors.Operations, 0),
        new(SeedActors.Requester, SeedPlan.RequesterAmount),
        .. SeedPlan.FreeStakes,
        .. SeedPlan.Nodes.Select(n => new SeedStake(SeedActors.NodeAuthority(n.Name), n.Pledge)),
        .. SeedPlan.Nodes.Select(n => new SeedStake(SeedActors.NodePayout(n.Name), 0)),
    ];

    private static async Task GrantAsync(LocalChain chain, KeyPairSigner faucet, SeedStake grant, CancellationToken cancellationToken)
    {
        var mint = chain.Endpoints.Mint;
        var owner = LocalKeys.Address(grant.Owner);
        var account = AssociatedToken.Find(owner, mint);
        if (await chain.ExistsAsync(account, cancellationToken))
        {
            return;
        }

        var create = AssociatedToken.CreateIdempotent(faucet.Address, owner, mint);
        var transfer = TokenProgram.TransferChecked(
            AssociatedToken.Find(faucet.Address, mint), mint, account, faucet.Address, grant.Amount, SeedPlan.Decimals);
        await chain.SendAsync($"fund {grant.Owner}", faucet, grant.Amount == 0 ? [create] : [create, transfer], [], cancellationToken);
    }
}

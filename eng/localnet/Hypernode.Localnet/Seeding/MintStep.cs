using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Keys;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Programs;
using Hypernode.Solana.Tokens;

namespace Hypernode.Localnet.Seeding;

/// <summary>Creates the mint at its fixed address and issues the whole supply to the faucet, in one transaction.</summary>
internal sealed class MintStep : ISeedStep
{
    private const ulong MintLength = 82;

    public string Name => "mint";

    public async Task ApplyAsync(LocalChain chain, CancellationToken cancellationToken)
    {
        var mint = chain.Endpoints.Mint;
        if (await chain.ExistsAsync(mint, cancellationToken))
        {
            return;
        }

        using var mintKey = LocalKeys.Signer("mint");
        using var faucet = LocalKeys.Signer(SeedActors.Faucet);
        var rent = await chain.Rpc.GetMinimumBalanceForRentExemptionAsync(MintLength, cancellationToken);
        await chain.SendAsync(
            "create mint",
            faucet,
            [
                SystemProgram.CreateAccount(faucet.Address, mint, rent, MintLength, ProgramIds.Token),
                TokenProgram.InitializeMint(mint, SeedPlan.Decimals, faucet.Address, freezeAuthority: null),
                AssociatedToken.CreateIdempotent(faucet.Address, faucet.Address, mint),
                TokenProgram.MintTo(mint, AssociatedToken.Find(faucet.Address, mint), faucet.Address, SeedPlan.Supply),
            ],
            [mintKey],
            cancellationToken);
    }
}

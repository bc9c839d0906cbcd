using Hypernode.Client.Primitives;
using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Keys;
using Hypernode.Localnet.Seeding;
using Hypernode.Solana.Tokens;

namespace Hypernode.EndToEnd.Tests;

/// <summary>People that the seeds do not know.</summary>
internal static class Actors
{
    /// <summary>Gives an actor SOL.</summary>
    public static Task FundAsync(LocalChain chain, string actor) =>
        chain.Rpc.RequestAirdropAsync(LocalKeys.Address(actor), SeedPlan.ActorLamports, CancellationToken.None);

    /// <summary>Gives an actor HYPER.</summary>
    public static async Task GrantAsync(LocalChain chain, string actor, ulong amount)
    {
        using var faucet = LocalKeys.Signer(SeedActors.Faucet);
        var (owner, mint) = (LocalKeys.Address(actor), chain.Endpoints.Mint);
        await chain.SendAsync($"fund {actor}", faucet,
        [
            AssociatedToken.CreateIdempotent(faucet.Address, owner, mint),
            TokenProgram.TransferChecked(AssociatedToken.Find(faucet.Address, mint), mint, AssociatedToken.Find(owner, mint), faucet.Address, amount, HyperAmount.Decimals),
        ], [], CancellationToken.None);
    }
}

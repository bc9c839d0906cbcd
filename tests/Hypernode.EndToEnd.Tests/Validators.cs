using Hypernode.Client.Primitives;
using Hypernode.Client.Staking;
using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Keys;
using Hypernode.Localnet.Seeding;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Tokens;

namespace Hypernode.EndToEnd.Tests;

/// <summary>Validators with the least stake there may be.</summary>
internal static class Validators
{
    private const ushort LockDays = 60;
    private const ulong Stake = 10_000 * SeedPlan.Hyper;

    /// <summary>Name of a validator's owner, from 0.</summary>
    public static string Name(int number) => $"validator-{number}";

    /// <summary>Funds owners and registers their validators; their votes count after the warm-up.</summary>
    public static async Task RegisterAsync(LocalChain chain, int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(number => RegisterAsync(chain, Name(number))));

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

    private static async Task RegisterAsync(LocalChain chain, string actor)
    {
        using var owner = LocalKeys.Signer(actor);
        await chain.Rpc.RequestAirdropAsync(owner.Address, SeedPlan.ActorLamports, CancellationToken.None);
        await GrantAsync(chain, actor, Stake);
        var position = StakingAddresses.FindPositionAddress(owner.Address, 0).Address;
        await chain.SendAsync($"stake of {actor}", owner,
        [
            StakeRecipes.OpenRewardAccount(position, owner.Address),
            new StakeRecipes(chain.Endpoints.Mint).Open(owner.Address, 0, Stake, LockDays),
            ValidatorRecipes.Register(position, owner.Address),
        ], [], CancellationToken.None);
    }
}

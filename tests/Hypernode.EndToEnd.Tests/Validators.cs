using Hypernode.Client.Staking;
using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Keys;
using Hypernode.Localnet.Seeding;
using Hypernode.Protocol.Recipes;

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

    private static async Task RegisterAsync(LocalChain chain, string actor)
    {
        using var owner = LocalKeys.Signer(actor);
        await Actors.FundAsync(chain, actor);
        await Actors.GrantAsync(chain, actor, Stake);
        var position = StakingAddresses.FindPositionAddress(owner.Address, 0).Address;
        await chain.SendAsync($"stake of {actor}", owner,
        [
            StakeRecipes.OpenRewardAccount(position, owner.Address),
            new StakeRecipes(chain.Endpoints.Mint).Open(owner.Address, 0, Stake, LockDays),
            ValidatorRecipes.Register(position, owner.Address),
        ], [], CancellationToken.None);
    }
}

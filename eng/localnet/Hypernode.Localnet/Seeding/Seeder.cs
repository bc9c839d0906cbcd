using Hypernode.Localnet.Chain;

namespace Hypernode.Localnet.Seeding;

/// <summary>Brings a local network into its seed state by transactions alone.</summary>
public static class Seeder
{
    private static readonly IReadOnlyList<ISeedStep> Steps =
    [
        new LamportsStep(),
        new MintStep(),
        new TokenAccountsStep(),
        new ConfigsStep(),
        new FeeShardsStep(),
        new MarketsStep(),
        new StakesStep(),
        new NodesStep(),
        new PledgesStep(),
        new OpenJobStep(),
        new ProposalStep(),
    ];

    /// <summary>Applies every step in order; a network that was seeded before stays as it is.</summary>
    /// <param name="chain">The network.</param>
    /// <param name="progress">Told the name of each step as it begins.</param>
    /// <param name="cancellationToken">Stops between transactions.</param>
    public static async Task SeedAsync(LocalChain chain, Action<string> progress, CancellationToken cancellationToken)
    {
        foreach (var step in Steps)
        {
            progress(step.Name);
            await step.ApplyAsync(chain, cancellationToken);
        }
    }
}

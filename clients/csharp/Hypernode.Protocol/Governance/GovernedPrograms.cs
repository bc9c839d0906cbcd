using Hypernode.Client.Governance;
using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Client.Rewards;
using Hypernode.Client.Slashing;
using Hypernode.Client.Staking;
using Hypernode.Solana.Addresses;

namespace Hypernode.Protocol.Governance;

/// <summary>The programs that governance governs.</summary>
public static class GovernedPrograms
{
    /// <summary>All of them, in the order of the specification.</summary>
    public static IReadOnlyList<GovernedProgram> All { get; } =
    [
        new GovernedProgram<Client.Registry.Config, PodRegistryParams>(RegistryProgram.Name, RegistryProgram.Id, config => config.Params),
        new GovernedProgram<Client.Markets.Config, PodMarketsParams>(MarketsProgram.Name, MarketsProgram.Id, config => config.Params),
        new GovernedProgram<Client.Staking.Config, PodStakingParams>(StakingProgram.Name, StakingProgram.Id, config => config.Params),
        new GovernedProgram<Client.Rewards.Config, PodRewardsParams>(RewardsProgram.Name, RewardsProgram.Id, config => config.Params),
        new GovernedProgram<Client.Slashing.Config, PodSlashingParams>(SlashingProgram.Name, SlashingProgram.Id, config => config.Params),
        new GovernedProgram<Client.Governance.Config, PodGovernanceParams>(GovernanceProgram.Name, GovernanceProgram.Id, config => config.Params),
    ];

    /// <summary>The program of a name; null for another.</summary>
    public static GovernedProgram? Find(string name) => All.FirstOrDefault(program => string.Equals(program.Name, name, StringComparison.Ordinal));

    /// <summary>The program at an address; null for another.</summary>
    public static GovernedProgram? Find(Address id) => All.FirstOrDefault(program => program.Id == id);
}

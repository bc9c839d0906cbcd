using Hypernode.Client.Governance;
using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Client.Rewards;
using Hypernode.Client.Slashing;
using Hypernode.Client.Staking;
using Hypernode.Solana.Addresses;

namespace Hypernode.Client.Programs;

/// <summary>Every program a client was generated for.</summary>
public static class KnownPrograms
{
    /// <summary>The programs, in the order of the specification.</summary>
    public static IReadOnlyList<KnownProgram> All { get; } =
    [
        new(RegistryProgram.Name, RegistryProgram.Id, RegistryErrors.All, RegistryAccounts.Decode, RegistryInstructions.Decode, RegistryEvents.DecodeSelfCall),
        new(MarketsProgram.Name, MarketsProgram.Id, MarketsErrors.All, MarketsAccounts.Decode, MarketsInstructions.Decode, MarketsEvents.DecodeSelfCall),
        new(StakingProgram.Name, StakingProgram.Id, StakingErrors.All, StakingAccounts.Decode, StakingInstructions.Decode, StakingEvents.DecodeSelfCall),
        new(RewardsProgram.Name, RewardsProgram.Id, RewardsErrors.All, RewardsAccounts.Decode, RewardsInstructions.Decode, RewardsEvents.DecodeSelfCall),
        new(SlashingProgram.Name, SlashingProgram.Id, SlashingErrors.All, SlashingAccounts.Decode, SlashingInstructions.Decode, SlashingEvents.DecodeSelfCall),
        new(GovernanceProgram.Name, GovernanceProgram.Id, GovernanceErrors.All, GovernanceAccounts.Decode, GovernanceInstructions.Decode, GovernanceEvents.DecodeSelfCall),
    ];

    private static Dictionary<Address, KnownProgram> ById { get; } = All.ToDictionary(program => program.Id);

    /// <summary>The program at an address; null for a foreign one.</summary>
    public static KnownProgram? Find(Address id) => ById.GetValueOrDefault(id);
}

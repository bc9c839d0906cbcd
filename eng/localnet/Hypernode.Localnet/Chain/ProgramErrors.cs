using Hypernode.Client.Errors;
using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Client.Rewards;
using Hypernode.Client.Staking;
using Hypernode.Solana.Addresses;

namespace Hypernode.Localnet.Chain;

/// <summary>Names of the codes our programs refuse with.</summary>
internal static class ProgramErrors
{
    private static readonly Dictionary<Address, IReadOnlyList<ProgramError>> ByProgram = new()
    {
        [RegistryProgram.Id] = RegistryErrors.All,
        [MarketsProgram.Id] = MarketsErrors.All,
        [StakingProgram.Id] = StakingErrors.All,
        [RewardsProgram.Id] = RewardsErrors.All,
    };

    /// <summary>The name of a code; null for a program or code that is not ours.</summary>
    public static string? NameOf(Address programId, uint code) =>
        ByProgram.GetValueOrDefault(programId)?.FirstOrDefault(error => error.Code == code)?.Name;
}

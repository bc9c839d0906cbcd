using Hypernode.Client.Errors;
using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Client.Staking;
using Hypernode.Solana.Addresses;

namespace Hypernode.Worker.Chain;

/// <summary>Names of the codes the programs refuse with; their numbers do not overlap.</summary>
internal static class ProgramErrorNames
{
    private static readonly IReadOnlyDictionary<uint, string> Names =
        ((IEnumerable<ProgramError>)[.. MarketsErrors.All, .. RegistryErrors.All, .. StakingErrors.All]).ToDictionary(error => error.Code, error => error.Name);

    public static string? Find(Address programId, uint code) => Names.GetValueOrDefault(code);
}

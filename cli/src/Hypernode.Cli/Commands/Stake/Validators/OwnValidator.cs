using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Client.Staking;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Stake.Validators;

/// <summary>The validator of the wallet in use.</summary>
internal static class OwnValidator
{
    public static Task<ChainAccount<Validator>> ReadAsync(Signing signing, CancellationToken cancellationToken) =>
        signing.Chain.RequireAsync<Validator>(
            StakingProgram.Id, ValidatorRecipes.AddressOf(signing.Signer), "validator", "hypernode stake validator register", cancellationToken);
}

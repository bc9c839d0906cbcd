using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Staking;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Stake.Validators;

internal sealed class RetireCommand() : SigningCommand(
    "retire", "End the votes of this wallet's validator and release its position.", "hypernode stake validator retire")
{
    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var validator = await OwnValidator.ReadAsync(signing, cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync("retire validator", cancellationToken, ValidatorRecipes.Retire(validator.Value)).ConfigureAwait(false);
        var position = await signing.Chain.RequireAsync<Position>(
            StakingProgram.Id, validator.Value.Position, "position", null, cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.validator.retired.v1", sent, new Facts()
            .Address("validator", "validator", validator.Address)
            .Address("position", "position", validator.Value.Position)
            .Time("releaseAt", "slashable until", position.Value.ReleaseAt));
    }
}

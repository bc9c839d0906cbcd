using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Stake.Validators;

internal sealed class CloseCommand() : SigningCommand(
    "close", "Close the account of this wallet's retired validator; the rent returns to who paid it.", "hypernode stake validator close")
{
    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var validator = await OwnValidator.ReadAsync(signing, cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync("close validator", cancellationToken, ValidatorRecipes.Close(validator.Value)).ConfigureAwait(false);
        signing.Report("hypernode.validator.closed.v1", sent, new Facts().Address("validator", "closed", validator.Address));
    }
}

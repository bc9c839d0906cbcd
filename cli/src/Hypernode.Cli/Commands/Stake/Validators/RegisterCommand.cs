using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Staking;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Stake.Validators;

internal sealed class RegisterCommand : SigningCommand
{
    private readonly Argument<string> _position;

    public RegisterCommand()
        : base("register", "Become a validator with a free position; its votes count after the warm-up.", "hypernode stake validator register 7Gh2...") =>
        _position = Argument<string>("POSITION", "A free position of at least the validators' minimum.");

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var position = Parsing.Address(signing.Call.Required(_position));
        var sent = await signing.SendAsync("register validator", cancellationToken, ValidatorRecipes.Register(position, signing.Signer)).ConfigureAwait(false);
        var address = ValidatorRecipes.AddressOf(signing.Signer);
        var validator = await signing.Chain.RequireAsync<Validator>(StakingProgram.Id, address, "validator", null, cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.validator.registered.v1", sent, new Facts()
            .Address("validator", "validator", address)
            .Address("position", "position", position)
            .Time("activeFrom", "votes from", validator.Value.ActiveFrom));
    }
}

using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Attest;

internal sealed class CloseCommand : SigningCommand
{
    private readonly Argument<string> _attestation;

    public CloseCommand()
        : base("close", "Close an attestation that ended, or whose issuer did; who paid its rent signs.", "hypernode attest close 9Att...") =>
        _attestation = Argument<string>("ATTESTATION", "Address of the attestation; hypernode attest list shows them.");

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var attestation = await AttestationAccount.ReadAsync(signing.Chain, Parsing.Address(signing.Call.Required(_attestation)), cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync(
            "close attestation", cancellationToken, IssuerRecipes.CloseAttestation(attestation.Address, attestation.Value)).ConfigureAwait(false);
        signing.Report("hypernode.attestation.closed.v1", sent, new Facts().Address("attestation", "closed", attestation.Address));
    }
}

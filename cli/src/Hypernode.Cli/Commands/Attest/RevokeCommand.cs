using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Commands.Issuer;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Registry;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Attest;

internal sealed class RevokeCommand : SigningCommand
{
    private readonly Argument<Claim> _claim;
    private readonly Argument<string> _subject;

    public RevokeCommand()
        : base("revoke", "Take a claim back; the key of its issuer signs.", "hypernode attest revoke person 4Nus...")
    {
        _claim = Argument<Claim>("CLAIM", $"{ClaimNames.Help}.");
        _subject = Argument<string>("SUBJECT", "Address that it is about.");
    }

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var (claim, subject) = (signing.Call.Required(_claim), Parsing.Address(signing.Call.Required(_subject)));
        var address = IssuerRecipes.AttestationOf(signing.Signer, subject, claim);
        await AttestationAccount.ReadAsync(signing.Chain, address, cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync($"revoke {claim}", cancellationToken, IssuerRecipes.RevokeAttestation(signing.Signer, subject, claim)).ConfigureAwait(false);
        var after = await AttestationAccount.ReadAsync(signing.Chain, address, cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.attestation.revoked.v1", sent, new Facts()
            .Address("attestation", "attestation", address)
            .Text("claim", "claim", claim.ToString())
            .Address("subject", "about", subject)
            .Time("revokedAt", "revoked", after.Value.RevokedAt));
    }
}

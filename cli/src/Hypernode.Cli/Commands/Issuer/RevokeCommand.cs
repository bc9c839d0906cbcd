using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Issuer;

internal sealed class RevokeCommand() : IssuerCommand(
    "revoke",
    "Take an issuer's trust away, and that of all below it: the Config's authority, its parent or itself signs.",
    "hypernode issuer revoke 4Nus...")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Registry.Issuer> issuer, CancellationToken cancellationToken)
    {
        var sent = await signing.SendAsync("revoke issuer", cancellationToken, IssuerRecipes.Revoke(issuer.Value, signing.Signer)).ConfigureAwait(false);
        var after = await IssuerAccount.ReadAsync(signing.Chain, issuer.Value.Authority, cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.issuer.revoked.v1", sent, new Facts()
            .Address("issuer", "issuer", issuer.Address)
            .Address("key", "key", issuer.Value.Authority)
            .Time("revokedAt", "revoked", after.Value.RevokedAt));
    }
}

using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Issuer;

internal sealed class CloseCommand() : IssuerCommand(
    "close", "Close an issuer that is revoked or expired; its key or who paid the rent signs.", "hypernode issuer close 4Nus...")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Registry.Issuer> issuer, CancellationToken cancellationToken)
    {
        var sent = await signing.SendAsync("close issuer", cancellationToken, IssuerRecipes.Close(issuer.Value, signing.Signer)).ConfigureAwait(false);
        signing.Report("hypernode.issuer.closed.v1", sent, new Facts()
            .Address("issuer", "closed", issuer.Address)
            .Address("key", "key", issuer.Value.Authority));
    }
}

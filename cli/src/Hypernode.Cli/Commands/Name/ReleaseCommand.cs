using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Name;

internal sealed class ReleaseCommand() : NameCommand(
    "release", "Free a name: its owner at any time, anyone 30 days after it lapsed. What was paid stays paid.", "hypernode name release my-node")
{
    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var name = await ReadAsync(signing, cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync($"release name {TextOf(signing)}", cancellationToken, NameRecipes.Release(name.Value, signing.Signer)).ConfigureAwait(false);
        signing.Report("hypernode.name.released.v1", sent, new Facts().Text("name", "freed", TextOf(signing)).Address("account", "account", name.Address));
    }
}

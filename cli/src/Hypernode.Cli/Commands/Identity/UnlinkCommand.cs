using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Registry;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Identity;

internal sealed class UnlinkCommand : SigningCommand
{
    private readonly Argument<string> _key;

    public UnlinkCommand()
        : base(
            "unlink", "End a link; the wallet signs, the rent returns.",
            "hypernode identity unlink 3bf0c63fcb93463407af97a5e5ee64fa883d107ef9e558472c4eb9aaaefa459d") =>
        _key = Argument<string>("KEY", NostrKey.Description);

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var key = NostrKey.Parse(signing.Call.Required(_key));
        var link = await signing.Chain.RequireAsync<NostrLink>(
            RegistryProgram.Id, IdentityRecipes.AddressOf(key), "link", "hypernode identity list", cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync("unlink Nostr key", cancellationToken, IdentityRecipes.Unlink(link.Value)).ConfigureAwait(false);
        signing.Report("hypernode.identity.unlinked.v1", sent, new Facts()
            .Address("link", "ended", link.Address)
            .Text("key", "Nostr key", Convert.ToHexStringLower(key)));
    }
}

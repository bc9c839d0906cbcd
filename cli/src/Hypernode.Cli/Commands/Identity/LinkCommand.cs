using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Identity;

internal sealed class LinkCommand : SigningCommand
{
    private readonly Argument<string> _file;

    public LinkCommand()
        : base("link", "Record that the key of a signed event and the wallet are one party.", "hypernode identity link ./event.json") =>
        _file = Argument<string>("FILE", "The event that hypernode identity event printed, with the key's signature.");

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var (key, proof) = NostrEventDocument.Read(signing.Call.Required(_file), signing.Chain.Network.Genesis.ToArray(), signing.Signer);
        var sent = await signing.SendAsync("link Nostr key", cancellationToken, IdentityRecipes.Link(signing.Signer, key, proof)).ConfigureAwait(false);
        signing.Report("hypernode.identity.linked.v1", sent, new Facts()
            .Address("link", "link", IdentityRecipes.AddressOf(key))
            .Text("key", "Nostr key", Convert.ToHexStringLower(key))
            .Address("owner", "wallet", signing.Signer));
    }
}

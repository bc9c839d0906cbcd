using System.CommandLine;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Wallets;
using Hypernode.Protocol.Trust;

namespace Hypernode.Cli.Commands.Identity;

internal sealed class EventCommand : CliCommand
{
    private readonly Argument<string> _key;

    public EventCommand()
        : base(
            "event",
            "Print the event that a Nostr key has to sign to be linked with the wallet in use; it may be used for ten minutes.",
            "hypernode identity event 3bf0c63fcb93463407af97a5e5ee64fa883d107ef9e558472c4eb9aaaefa459d") =>
        _key = Argument<string>("KEY", NostrKey.Description);

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var (key, owner) = (NostrKey.Parse(call.Required(_key)), WalletReference.Of(call).Address);
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var slot = await chain.Rpc.GetSlotAsync(null, cancellationToken).ConfigureAwait(false);
        var now = await chain.NowAsync(cancellationToken).ConfigureAwait(false);
        var document = NostrEventDocument.ToJson(new NostrLinkEvent(key, (ulong)now, chain.Network.Genesis.ToArray(), owner, slot));
        call.Output.Result("hypernode.identity.event.v1", new JsonObject { ["owner"] = owner.ToString(), ["event"] = document }, output => output.Line(document.ToJsonString()));
    }
}

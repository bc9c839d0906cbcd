using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Client.Registry;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Cli.Commands.Identity;

internal sealed class ListCommand : AccountListCommand<NostrLink>
{
    private readonly Option<string?> _owner;

    public ListCommand()
        : base(
            new ListFrame(RegistryProgram.Id, "hypernode.identities.v1", "links", "No links.", "Nostr key", "wallet", "since slot"),
            "List links.", "hypernode identity list --owner 4Nus...", "hypernode identity list --json") =>
        _owner = Option<string?>("--owner", "Links of this wallet.");

    protected override IEnumerable<AccountFilter> Filters(Invocation call, ChainSession chain)
    {
        if (call.Get(_owner) is { } owner)
        {
            yield return RegistryFilters.NostrLinkBy.Owner(Parsing.Address(owner));
        }
    }

    protected override Task<AccountView<NostrLink>> ViewAsync(ChainSession chain, CancellationToken cancellationToken) =>
        Task.FromResult(new AccountView<NostrLink>(
            link => new JsonObject
            {
                ["link"] = link.Address.ToString(),
                ["key"] = Convert.ToHexStringLower(link.Value.Key),
                ["owner"] = link.Value.Owner.ToString(),
                ["linkedSlot"] = link.Value.Slot,
            },
            link => [Convert.ToHexStringLower(link.Value.Key), link.Value.Owner.ToString(), link.Value.Slot.ToString(CultureInfo.InvariantCulture)]));
}

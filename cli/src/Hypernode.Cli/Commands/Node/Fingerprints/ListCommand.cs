using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Registry;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Cli.Commands.Node.Fingerprints;

internal sealed class ListCommand : AccountListCommand<Fingerprint>
{
    private readonly NodeOption _node = new();

    public ListCommand()
        : base(
            new ListFrame(RegistryProgram.Id, "hypernode.node.fingerprints.v1", "fingerprints", "No cards.", "fingerprint", "hash", "bound", "released"),
            "List the cards of a node.", "hypernode node fingerprint list --node 6AqF...") => _node.AddTo(this);

    protected override IEnumerable<AccountFilter> Filters(Invocation call, ChainSession chain) => [RegistryFilters.FingerprintBy.Node(_node.AddressOf(call))];

    protected override Task<AccountView<Fingerprint>> ViewAsync(ChainSession chain, CancellationToken cancellationToken) =>
        Task.FromResult(new AccountView<Fingerprint>(
            card => new JsonObject
            {
                ["fingerprint"] = card.Address.ToString(),
                ["hash"] = Convert.ToHexStringLower(card.Value.Hash),
                ["boundAt"] = card.Value.BoundAt,
                ["releasedAt"] = card.Value.ReleasedAt == 0 ? null : card.Value.ReleasedAt,
            },
            card => [card.Address.ToString(), Convert.ToHexStringLower(card.Value.Hash)[..16], TimeText.Of(card.Value.BoundAt), TimeText.Of(card.Value.ReleasedAt)]));
}

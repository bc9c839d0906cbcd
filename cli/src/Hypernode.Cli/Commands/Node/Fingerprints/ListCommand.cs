using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Queries;
using Hypernode.Client.Registry;

namespace Hypernode.Cli.Commands.Node.Fingerprints;

internal sealed class ListCommand : CliCommand
{
    private readonly NodeOption _node = new();

    public ListCommand()
        : base("list", "List the cards of a node.", "hypernode node fingerprint list --node 6AqF...") => _node.AddTo(this);

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var node = _node.AddressOf(call);
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var cards = await new ProgramAccounts(chain.Rpc, RegistryProgram.Id)
            .ListAsync<Fingerprint>([RegistryFilters.FingerprintBy.Node(node)], cancellationToken).ConfigureAwait(false);
        call.Output.List(
            "hypernode.node.fingerprints.v1", "fingerprints", cards, "No cards.", ["fingerprint", "hash", "bound", "released"],
            card => new JsonObject
            {
                ["fingerprint"] = card.Address.ToString(),
                ["hash"] = Convert.ToHexStringLower(card.Value.Hash),
                ["boundAt"] = card.Value.BoundAt,
                ["releasedAt"] = card.Value.ReleasedAt == 0 ? null : card.Value.ReleasedAt,
            },
            card => [card.Address.ToString(), Convert.ToHexStringLower(card.Value.Hash)[..16], TimeText.Of(card.Value.BoundAt), TimeText.Of(card.Value.ReleasedAt)]);
    }
}

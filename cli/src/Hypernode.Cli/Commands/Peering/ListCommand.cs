using System.CommandLine;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Registry;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Cli.Commands.Peering;

internal sealed class ListCommand : AccountListCommand<Client.Registry.Peering>
{
    private readonly Option<string?> _node;
    private readonly Option<string?> _requester;

    public ListCommand()
        : base(
            new ListFrame(RegistryProgram.Id, "hypernode.peerings.v1", "peerings", "No peerings.", "node", "requester", "node signed", "requester signed", "until"),
            "List peerings with who has signed.", "hypernode peering list --node 6AqF...", "hypernode peering list --requester 4Nus... --json")
    {
        _node = Option<string?>("--node", "Peerings of this node.");
        _requester = Option<string?>("--requester", "Peerings of this requester.");
    }

    protected override IEnumerable<AccountFilter> Filters(Invocation call, ChainSession chain)
    {
        if (call.Get(_node) is { } node)
        {
            yield return RegistryFilters.PeeringBy.Node(Parsing.Address(node));
        }

        if (call.Get(_requester) is { } requester)
        {
            yield return RegistryFilters.PeeringBy.Requester(Parsing.Address(requester));
        }
    }

    protected override Task<AccountView<Client.Registry.Peering>> ViewAsync(ChainSession chain, CancellationToken cancellationToken) =>
        Task.FromResult(new AccountView<Client.Registry.Peering>(
            peering => new JsonObject
            {
                ["peering"] = peering.Address.ToString(),
                ["node"] = peering.Value.Node.ToString(),
                ["requester"] = peering.Value.Requester.ToString(),
                ["nodeSignedAt"] = peering.Value.NodeSignedAt == 0 ? null : peering.Value.NodeSignedAt,
                ["requesterSignedAt"] = peering.Value.RequesterSignedAt == 0 ? null : peering.Value.RequesterSignedAt,
                ["expiresAt"] = peering.Value.ExpiresAt,
            },
            peering =>
            [
                peering.Value.Node.ToString(), peering.Value.Requester.ToString(), TimeText.Of(peering.Value.NodeSignedAt),
                TimeText.Of(peering.Value.RequesterSignedAt), TimeText.Of(peering.Value.ExpiresAt),
            ]));
}

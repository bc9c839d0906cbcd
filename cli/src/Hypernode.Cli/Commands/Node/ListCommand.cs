using System.CommandLine;
using System.Globalization;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Wallets;
using Hypernode.Client.Primitives;
using Hypernode.Client.Registry;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Cli.Commands.Node;

internal sealed class ListCommand : AccountListCommand<Client.Registry.Node>
{
    private readonly Option<bool> _own;
    private readonly Option<NodeStatus?> _status;

    public ListCommand()
        : base(
            new ListFrame(RegistryProgram.Id, "hypernode.nodes.v1", "nodes", "No nodes.", "node", "status", "privacy", "cards", "cores", "runs", "from, HYPER/s"),
            "List nodes with what they offer.", "hypernode node list", "hypernode node list --own --json")
    {
        _own = Option<bool>("--own", "Only nodes of the wallet in use.");
        _status = Option<NodeStatus?>("--status", "active, draining, suspended or inactive.");
    }

    protected override IEnumerable<AccountFilter> Filters(Invocation call, ChainSession chain)
    {
        if (call.Get(_own))
        {
            yield return RegistryFilters.NodeBy.Authority(WalletReference.Of(call).Address);
        }

        if (call.Get(_status) is { } status)
        {
            yield return RegistryFilters.NodeBy.Status(status);
        }
    }

    protected override Task<AccountView<Client.Registry.Node>> ViewAsync(ChainSession chain, CancellationToken cancellationToken) =>
        Task.FromResult(new AccountView<Client.Registry.Node>(
            NodeDocument.ToJson,
            node =>
            [
                node.Address.ToString(), node.Value.Status.ToString(), node.Value.Privacy.ToString(),
                node.Value.GpuCount == 0 ? "-" : $"{node.Value.GpuCount} of {node.Value.VramMib / 1024} GiB", node.Value.CpuCores.ToString(CultureInfo.InvariantCulture),
                $"{node.Value.ActiveRuns} of {node.Value.MaxRuns}", new HyperAmount(node.Value.PriceFloor).ToString(),
            ]));
}

using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Wallets;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Client.Registry;

namespace Hypernode.Cli.Commands.Node;

internal sealed class ListCommand : CliCommand
{
    private readonly Option<bool> _own;
    private readonly Option<NodeStatus?> _status;

    public ListCommand()
        : base("list", "List nodes with what they offer.", "hypernode node list", "hypernode node list --own --json")
    {
        _own = Option<bool>("--own", "Only nodes of the wallet in use.");
        _status = Option<NodeStatus?>("--status", "active, draining, suspended or inactive.");
    }

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var filters = new List<Solana.Rpc.Model.AccountFilter>();
        if (call.Get(_own))
        {
            filters.Add(RegistryFilters.NodeBy.Authority(WalletReference.Of(call).Address));
        }

        if (call.Get(_status) is { } status)
        {
            filters.Add(RegistryFilters.NodeBy.Status(status));
        }

        var nodes = await new ProgramAccounts(chain.Rpc, RegistryProgram.Id).ListAsync<Client.Registry.Node>(filters, cancellationToken).ConfigureAwait(false);
        call.Output.List(
            "hypernode.nodes.v1", "nodes", nodes, "No nodes.", ["node", "status", "privacy", "cards", "cores", "runs", "from, HYPER/s"],
            NodeDocument.ToJson,
            node =>
            [
                node.Address.ToString(), node.Value.Status.ToString(), node.Value.Privacy.ToString(),
                node.Value.GpuCount == 0 ? "-" : $"{node.Value.GpuCount} of {node.Value.VramMib / 1024} GiB", node.Value.CpuCores.ToString(CultureInfo.InvariantCulture),
                $"{node.Value.ActiveRuns} of {node.Value.MaxRuns}", new HyperAmount(node.Value.PriceFloor).ToString(),
            ]);
    }
}

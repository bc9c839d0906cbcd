using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Cli.Wallets;
using Hypernode.Protocol.Nodes;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Node;

internal sealed class DrainCommand : CliCommand
{
    private readonly NodeOption _node = new();
    private readonly Option<bool> _worker;

    public DrainCommand()
        : base(
            "drain",
            "Let the node take nothing new; its runs go on. Its authority or operator signs; with --worker only the running worker is told.",
            "hypernode node drain",
            "hypernode node drain --worker")
    {
        _node.AddTo(this);
        _worker = Option<bool>("--worker", "Tell the worker of this machine over its socket; nothing is signed, and a restart forgets it.");
    }

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        if (call.Get(_worker))
        {
            var folder = _node.FolderOf(call).RequireInitialised();
            StatusCommand.Show(call.Output, await new NodeControlClient(folder.ControlSocket).DrainAsync(cancellationToken).ConfigureAwait(false));
            return;
        }

        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var signing = new Signing(call, chain, WalletReference.Of(call));
        var node = await NodeAccount.ReadAsync(chain, _node.AddressOf(call), cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync("drain node", cancellationToken, NodeRecipes.Drain(node.Address, signing.Signer)).ConfigureAwait(false);
        var after = await NodeAccount.ReadAsync(chain, node.Address, cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.node.drained.v1", sent, new Facts()
            .Address("node", "node", node.Address)
            .Text("status", "status", after.Value.Status.ToString())
            .Number("activeRuns", "runs that go on", after.Value.ActiveRuns));
    }
}

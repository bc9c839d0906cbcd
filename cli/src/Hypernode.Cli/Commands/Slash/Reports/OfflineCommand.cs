using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Commands.Node;
using Hypernode.Client.Primitives;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Slash.Reports;

internal sealed class OfflineCommand : SigningCommand
{
    private readonly Argument<string> _node;

    public OfflineCommand()
        : base("offline", "Report a node that has been silent for longer than is allowed; its account proves it, so no bond is asked.", "hypernode slash report offline 6AqF...") =>
        _node = Argument<string>("NODE", "Address of the node.");

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var node = await NodeAccount.ReadAsync(signing.Chain, Parsing.Address(signing.Call.Required(_node)), cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync("report offline", cancellationToken, SlashingRecipes.ReportOffline(signing.Signer, node.Address, node.Value)).ConfigureAwait(false);
        await ReportCommand.ReportAsync(
            signing, "hypernode.slash.reported.v1", sent, SlashingRecipes.OfflineReportOf(node.Address, node.Value), cancellationToken, (facts, report) =>
                facts.Hyper("bond", "bond", new HyperAmount(report.Bond))).ConfigureAwait(false);
    }
}

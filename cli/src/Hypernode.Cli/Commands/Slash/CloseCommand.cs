using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Queries;
using Hypernode.Client.Slashing;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Slash;

internal sealed class CloseCommand() : ReportCommand(
    "close", "Close a report 30 days after its end; anyone may, the rent returns to who paid it. Fees not claimed by then are burned.", "hypernode slash close 8Rp1...")
{
    protected override async Task RunAsync(Signing signing, SlashingRecipes recipes, ChainAccount<Report> report, CancellationToken cancellationToken)
    {
        var sent = await signing.SendAsync("close report", cancellationToken, recipes.Close(report.Address, report.Value)).ConfigureAwait(false);
        signing.Report("hypernode.slash.closed.v1", sent, new Facts().Address("report", "closed", report.Address));
    }
}

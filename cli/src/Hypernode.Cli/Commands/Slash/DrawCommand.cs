using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Client.Slashing;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Slash;

internal sealed class DrawCommand() : ReportCommand("draw", "Draw the validators that judge a report; anyone may, once the slot of the draw is known.", "hypernode slash draw 8Rp1...")
{
    protected override async Task RunAsync(Signing signing, SlashingRecipes recipes, ChainAccount<Report> report, CancellationToken cancellationToken)
    {
        var sent = await signing.SendAsync("draw panel", cancellationToken, SlashingRecipes.DrawPanel(report.Address)).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.slash.drawn.v1", sent, report.Address, cancellationToken, (facts, after) =>
            facts.Number("panelSize", "validators at the draw", after.PanelSize)).ConfigureAwait(false);
    }
}

using Hypernode.Cli.Chain;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Client.Slashing;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Slash;

internal sealed class FinaliseCommand() : ReportCommand("finalise", "Count the votes of the round that is over, panel or appeal; anyone may.", "hypernode slash finalise 8Rp1...")
{
    protected override async Task RunAsync(Signing signing, SlashingRecipes recipes, ChainAccount<Report> report, CancellationToken cancellationToken)
    {
        RequireStatus(report, ReportStatus.Pending, ReportStatus.Appealed);
        var sent = await signing.SendAsync("count votes", cancellationToken, recipes.Finalise(report.Address, report.Value)).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.slash.finalised.v1", sent, report.Address, cancellationToken, (facts, after) =>
            facts.Hyper("voterPot", "voters share", new HyperAmount(after.VoterPot))).ConfigureAwait(false);
    }
}

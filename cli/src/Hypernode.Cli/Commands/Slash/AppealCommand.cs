using Hypernode.Cli.Chain;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Client.Slashing;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Slash;

internal sealed class AppealCommand() : ReportCommand(
    "appeal", "Appeal a confirmed report within its window; the accused signs and pays a bond, which returns if the validators overturn it.", "hypernode slash appeal 8Rp1...")
{
    protected override async Task RunAsync(Signing signing, SlashingRecipes recipes, ChainAccount<Report> report, CancellationToken cancellationToken)
    {
        RequireStatus(report, ReportStatus.Confirmed);
        var parameters = await ReportAccount.ParametersAsync(signing.Chain, cancellationToken).ConfigureAwait(false);
        var bond = new HyperAmount(report.Value.Bond > 0 ? report.Value.Bond : parameters.ReportBond);
        var sent = await signing.SendAsync(
            "appeal report", [recipes.Appeal(report.Address, signing.Signer)], new Payment(bond, "bond vault of slashing"), cancellationToken).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.slash.appealed.v1", sent, report.Address, cancellationToken, (facts, after) =>
            facts.Hyper("appealBond", "bond", new HyperAmount(after.AppealBond))).ConfigureAwait(false);
    }
}

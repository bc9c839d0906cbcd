using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Queries;
using Hypernode.Client.Slashing;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Slash;

internal sealed class CloseCommand() : ReportCommand(
    "close",
    "Close a report with its votes 30 days after its end; anyone may, the rent returns to who paid it. Fees not claimed by then are burned.",
    "hypernode slash close 8Rp1...")
{
    private const int Together = 4;

    protected override async Task RunAsync(Signing signing, SlashingRecipes recipes, ChainAccount<Report> report, CancellationToken cancellationToken)
    {
        var votes = await new ProgramAccounts(signing.Chain.Rpc, SlashingProgram.Id)
            .ListAsync<ReportVote>([SlashingFilters.ReportVoteBy.Report(report.Address)], cancellationToken).ConfigureAwait(false);
        foreach (var together in votes.Chunk(Together))
        {
            await signing.SendAsync(
                "close votes", [.. together.Select(vote => recipes.CloseVote(report.Address, vote.Address, vote.Value))], null, cancellationToken).ConfigureAwait(false);
        }

        var sent = await signing.SendAsync("close report", cancellationToken, recipes.Close(report.Address, report.Value)).ConfigureAwait(false);
        signing.Report("hypernode.slash.closed.v1", sent, new Facts()
            .Address("report", "closed", report.Address)
            .Number("votes", "votes closed with it", votes.Count));
    }
}

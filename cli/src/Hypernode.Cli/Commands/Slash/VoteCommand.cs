using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Client.Slashing;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Slash;

internal sealed class VoteCommand : ReportCommand
{
    private readonly Argument<VoteKind> _vote;

    public VoteCommand()
        : base(
            "vote", "Judge a report as a validator: for confirms it, or upholds it in an appeal; against rejects or overturns it.", "hypernode slash vote 8Rp1... for --wallet validator-1") =>
        _vote = Argument<VoteKind>("VOTE", "for or against.");

    protected override async Task RunAsync(Signing signing, SlashingRecipes recipes, ChainAccount<Report> report, CancellationToken cancellationToken)
    {
        RequireStatus(report, ReportStatus.Pending, ReportStatus.Appealed);
        var vote = signing.Call.Required(_vote);
        var sent = await signing.SendAsync($"vote {vote}", cancellationToken, SlashingRecipes.Vote(report.Address, report.Value, signing.Signer, vote)).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.slash.voted.v1", sent, report.Address, cancellationToken, (facts, after) => facts
            .Text("vote", "voted", vote.ToString())
            .Number("confirms", "confirm", after.Confirms)
            .Number("rejects", "reject", after.Rejects)
            .Number("upholds", "uphold", after.Upholds)
            .Number("overturns", "overturn", after.Overturns)).ConfigureAwait(false);
    }
}

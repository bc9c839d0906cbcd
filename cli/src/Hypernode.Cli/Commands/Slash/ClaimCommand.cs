using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Client.Slashing;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Slash;

internal sealed class ClaimCommand() : ReportCommand("claim", "Take a validator's share of the pot of a report that ended on its side.", "hypernode slash claim 8Rp1... --wallet validator-1")
{
    protected override async Task RunAsync(Signing signing, SlashingRecipes recipes, ChainAccount<Report> report, CancellationToken cancellationToken)
    {
        var vote = await new ProgramAccounts(signing.Chain.Rpc, SlashingProgram.Id)
            .FetchAsync<ReportVote>(SlashingRecipes.VoteOf(report.Address, signing.Signer), cancellationToken).ConfigureAwait(false);
        var account = Solana.Tokens.AssociatedToken.Find(signing.Signer, signing.Chain.Network.Mint);
        var before = await HyperBalance.ReadAsync(signing.Chain, account, cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync("claim fee", cancellationToken, recipes.ClaimVoteFee(report.Address, signing.Signer, vote is not null)).ConfigureAwait(false);
        var after = await HyperBalance.ReadAsync(signing.Chain, account, cancellationToken).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.slash.claimed.v1", sent, report.Address, cancellationToken, (facts, _) => facts.Hyper("claimed", "claimed", after - before)).ConfigureAwait(false);
    }
}

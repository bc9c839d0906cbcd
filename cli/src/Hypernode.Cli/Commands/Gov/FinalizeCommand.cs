using Hypernode.Cli.Chain;
using Hypernode.Client.Governance;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Gov;

internal sealed class FinalizeCommand() : ProposalCommand("finalize", "Count a vote that is over; anyone may. Below the quorum the bond goes to the treasury.", "hypernode gov finalize 3")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Proposal> proposal, CancellationToken cancellationToken)
    {
        var sent = await signing.SendAsync("count votes", cancellationToken, Recipes(signing).Finalise(proposal.Address, proposal.Value)).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.gov.finalized.v1", sent, cancellationToken, (facts, after) => facts.Hidden("tally", ProposalTally.ToJson(after))).ConfigureAwait(false);
    }
}

using Hypernode.Cli.Chain;
using Hypernode.Client.Governance;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Gov;

internal sealed class ExecuteCommand() : ProposalCommand(
    "execute", "Make the calls of a proposal whose timelock is over, in order; anyone may.", "hypernode gov execute 3")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Proposal> proposal, CancellationToken cancellationToken)
    {
        var payloads = await ProposalAccount.PayloadsAsync(signing.Chain, proposal, cancellationToken).ConfigureAwait(false);
        var waiting = payloads.Where(payload => payload.Index >= proposal.Value.ExecutedCount).ToList();
        if (waiting.Count == 0)
        {
            throw new CliException(ExitCode.Refused, $"proposal {proposal.Value.Id} is {proposal.Value.Status} and has nothing left to execute", $"hypernode gov show {proposal.Value.Id}");
        }

        Solana.Sending.SendResult? sent = null;
        foreach (var payload in waiting)
        {
            var execute = GovernanceRecipes.Execute(proposal.Address, payload.Index, GovernanceRecipes.CallOf(payload));
            sent = await signing.SendAsync($"execute call {payload.Index + 1} of {payloads.Count}", cancellationToken, execute).ConfigureAwait(false);
        }

        await ReportAsync(signing, "hypernode.gov.executed.v1", sent!, cancellationToken, (facts, after) =>
            facts.Number("executed", "calls made", after.ExecutedCount)).ConfigureAwait(false);
    }
}

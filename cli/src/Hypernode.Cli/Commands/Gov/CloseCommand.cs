using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Governance;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Sending;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Commands.Gov;

internal sealed class CloseCommand() : ProposalCommand(
    "close", "Close what this wallet paid the rent of, once the proposal has ended: its votes, then its payloads and the proposal.", "hypernode gov close 3")
{
    private const int Together = 6;

    protected override async Task RunAsync(Signing signing, ChainAccount<Proposal> proposal, CancellationToken cancellationToken)
    {
        var accounts = new ProgramAccounts(signing.Chain.Rpc, GovernanceProgram.Id);
        var votes = await accounts.ListAsync<Vote>(
            [GovernanceFilters.VoteBy.Proposal(proposal.Address), GovernanceFilters.VoteBy.RentPayer(signing.Signer)], cancellationToken).ConfigureAwait(false);
        var payloads = await ProposalAccount.PayloadsAsync(signing.Chain, proposal, cancellationToken).ConfigureAwait(false);
        List<Instruction> closes =
        [
            .. votes.Select(vote => GovernanceRecipes.CloseVote(proposal.Address, vote.Address, signing.Signer)),
            .. payloads.Where(payload => payload.RentPayer == signing.Signer)
                .Select(payload => GovernanceRecipes.ClosePayload(proposal.Address, payload.Index, signing.Signer)),
        ];
        if (proposal.Value.RentPayer == signing.Signer)
        {
            closes.Add(GovernanceRecipes.Close(proposal.Address, signing.Signer));
        }

        if (closes.Count == 0)
        {
            throw new CliException(ExitCode.NotFound, "this wallet paid no rent for this proposal", "sign with the wallet that proposed or voted");
        }

        SendResult? sent = null;
        foreach (var together in closes.Chunk(Together))
        {
            sent = await signing.SendAsync("close proposal accounts", together, null, cancellationToken).ConfigureAwait(false);
        }

        signing.Report("hypernode.gov.closed.v1", sent!, new Facts()
            .Address("proposal", "proposal", proposal.Address)
            .Number("closed", "accounts closed", closes.Count));
    }
}

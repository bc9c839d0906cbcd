using Hypernode.Cli.Chain;
using Hypernode.Client.Governance;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Commands.Gov.Proposals;

internal sealed class TextCommand() : ProposeCommand(
    "text", "Propose a statement: it calls nothing.", "hypernode gov propose text --title 'Statement on fees' --text statement.md")
{
    protected override ProposalKind Kind => ProposalKind.Text;

    protected override Task<IReadOnlyList<Instruction>> CallsAsync(Signing signing, Address proposal, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Instruction>>([]);
}

using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Governance;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Commands.Gov.Proposals;

internal sealed class GuardianCommand : ProposeCommand
{
    private readonly Argument<string> _program;
    private readonly Argument<string> _guardian;

    public GuardianCommand()
        : base("guardian", "Propose another guardian of a program; the guardian cannot veto it.", "hypernode gov propose guardian markets 4Nus... --title 'Another guardian'")
    {
        _program = Argument<string>("PROGRAM", "Name of the program.");
        _guardian = Argument<string>("ADDRESS", "The guardian to appoint.");
    }

    protected override ProposalKind Kind => ProposalKind.Guardian;

    protected override Task<IReadOnlyList<Instruction>> CallsAsync(Signing signing, Address proposal, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Instruction>>(
            [GovernedNames.Require(signing.Call.Required(_program)).SetGuardian(Parsing.Address(signing.Call.Required(_guardian)))]);
}

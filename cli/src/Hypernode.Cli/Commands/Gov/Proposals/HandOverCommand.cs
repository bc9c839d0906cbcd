using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Governance;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Commands.Gov.Proposals;

internal sealed class HandOverCommand : ProposeCommand
{
    private readonly Argument<string[]> _programs;

    public HandOverCommand()
        : base(
            "hand-over",
            "Propose that the executor takes over programs whose authority has named it their successor.",
            "hypernode gov propose hand-over markets staking --title 'The stakers take over'") =>
        _programs = Argument<string[]>("PROGRAM", "Names of the programs, at most four.", argument =>
        {
            argument.Arity = ArgumentArity.OneOrMore;
            return argument;
        });

    protected override ProposalKind Kind => ProposalKind.Generic;

    protected override Task<IReadOnlyList<Instruction>> CallsAsync(Signing signing, Address proposal, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Instruction>>([.. signing.Call.Required(_programs).Select(name => GovernedNames.Require(name).AcceptAuthority())]);
}

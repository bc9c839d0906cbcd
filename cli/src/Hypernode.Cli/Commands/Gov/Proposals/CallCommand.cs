using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Governance;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Commands.Gov.Proposals;

internal sealed class CallCommand : ProposeCommand
{
    private readonly Argument<string> _file;

    public CallCommand()
        : base(
            "call",
            "Propose any other calls, from a file: a list of { program, accounts: [{ address, writable, executor }], data in base64 }.",
            "hypernode gov propose call ./calls.json --title 'Suspend a node'") =>
        _file = Argument<string>("FILE", "JSON with the calls.");

    protected override ProposalKind Kind => ProposalKind.Generic;

    protected override Task<IReadOnlyList<Instruction>> CallsAsync(Signing signing, Address proposal, CancellationToken cancellationToken) =>
        Task.FromResult(CallFile.Read(signing.Call.Required(_file)));
}

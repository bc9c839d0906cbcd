using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Governance;
using Hypernode.Protocol.Governance;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Commands.Gov.Proposals;

internal sealed class UpgradeCommand : ProposeCommand
{
    private readonly Argument<string> _program;
    private readonly Option<string> _buffer;
    private readonly Option<string?> _code;
    private readonly Option<string?> _spill;

    public UpgradeCommand()
        : base(
            "upgrade",
            "Propose other code for a program, from a buffer that was given to the executor; it has the longer timelock.",
            "hypernode gov propose upgrade markets --buffer 5Buf... --title 'Markets 1.1'",
            "hypernode gov propose upgrade markets --buffer 5Buf... --code ./markets.so --title 'Markets 1.1' --text changes.md")
    {
        _program = Argument<string>("PROGRAM", "Name or address of the program.");
        _buffer = Option<string>("--buffer", "Buffer account that holds the new code; its authority is the executor.", option =>
        {
            option.Required = true;
            option.HelpName = "ADDRESS";
            return option;
        });
        _code = Option<string?>("--code", "File that the buffer must hold; another digest exits with 10.", option =>
        {
            option.HelpName = "FILE";
            return option;
        });
        _spill = Option<string?>("--spill", "Who gets the lamports of the buffer; default: the wallet in use.", option =>
        {
            option.HelpName = "ADDRESS";
            return option;
        });
    }

    protected override ProposalKind Kind => ProposalKind.Upgrade;

    protected override async Task<IReadOnlyList<Instruction>> CallsAsync(Signing signing, Address proposal, CancellationToken cancellationToken)
    {
        var name = signing.Call.Required(_program);
        var program = GovernedPrograms.Find(name)?.Id ?? Parsing.Address(name);
        var buffer = Parsing.Address(signing.Call.Required(_buffer));
        var change = await CodeChange.ReadAsync(signing.Chain, program, buffer, cancellationToken).ConfigureAwait(false);
        change.Require(GovernanceRecipes.Executor);
        if (signing.Call.Get(_code) is { } file)
        {
            change.Require(LoadedCode.DigestOf(await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false)), file);
        }

        var spill = signing.Call.Get(_spill) is { } text ? Parsing.Address(text) : signing.Signer;
        return [UpgradeableLoader.Upgrade(program, buffer, spill, GovernanceRecipes.Executor)];
    }
}

using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Governance;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Commands.Gov.Proposals;

internal sealed class SpendCommand : ProposeCommand
{
    private readonly Argument<string> _amount;
    private readonly Option<string> _to;

    public SpendCommand()
        : base("spend", "Propose a payment out of the treasury, within the cap of its balance.", "hypernode gov propose spend 500 --to 4Nus... --title 'Audit of the bridge'")
    {
        _amount = Argument<string>("AMOUNT", "HYPER as 500, or base units as 500000000u.");
        _to = Option<string>("--to", "Whose HYPER account is paid; it must exist.", option =>
        {
            option.Required = true;
            option.HelpName = "ADDRESS";
            return option;
        });
    }

    protected override ProposalKind Kind => ProposalKind.TreasurySpend;

    protected override Task<IReadOnlyList<Instruction>> CallsAsync(Signing signing, Address proposal, CancellationToken cancellationToken)
    {
        var amount = Parsing.Amount(signing.Call.Required(_amount));
        var spend = new GovernanceRecipes(signing.Chain.Network.Mint).SpendTreasury(proposal, Parsing.Address(signing.Call.Required(_to)), amount.BaseUnits);
        return Task.FromResult<IReadOnlyList<Instruction>>([spend]);
    }
}

using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Credit;

internal sealed class FundCommand : CreditCommand
{
    private readonly Argument<string> _amount;

    public FundCommand()
        : base("fund", "Add HYPER to a credit; its owner signs.", "hypernode credit fund 2Wd7... 10") =>
        _amount = Argument<string>("AMOUNT", "HYPER as 10, or base units as 10000000u.");

    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Markets.Credit> credit, CancellationToken cancellationToken)
    {
        var amount = Parsing.Amount(signing.Call.Required(_amount));
        var sent = await signing.SendAsync(
            "fund credit", [signing.Chain.CreditRecipes().Fund(credit.Address, credit.Value, amount.BaseUnits)], new Payment(amount, "vault of the credit"),
            cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.credit.funded.v1", sent, CreditAccount.FactsOf(await ReadAsync(signing, cancellationToken).ConfigureAwait(false)));
    }
}

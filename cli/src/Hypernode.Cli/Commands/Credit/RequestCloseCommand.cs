using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Credit;

internal sealed class RequestCloseCommand() : CreditCommand(
    "request-close", "Ask for the rest of a credit: its payee has a day to redeem what it holds. The owner signs.", "hypernode credit request-close 2Wd7...")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Markets.Credit> credit, CancellationToken cancellationToken)
    {
        var sent = await signing.SendAsync("request close of credit", cancellationToken, CreditRecipes.RequestClose(credit.Address, credit.Value)).ConfigureAwait(false);
        signing.Report("hypernode.credit.closing.v1", sent, CreditAccount.FactsOf(await ReadAsync(signing, cancellationToken).ConfigureAwait(false)));
    }
}

using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Credit;

internal sealed class CloseCommand() : CreditCommand(
    "close", "Pay the rest of a credit to its owner once the payee had its day; anyone may.", "hypernode credit close 2Wd7...")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Markets.Credit> credit, CancellationToken cancellationToken)
    {
        var sent = await signing.SendAsync("close credit", cancellationToken, signing.Chain.CreditRecipes().Close(credit.Address, credit.Value)).ConfigureAwait(false);
        signing.Report("hypernode.credit.closed.v1", sent, new Facts()
            .Address("credit", "closed", credit.Address)
            .Hyper("returned", "returned", new HyperAmount(credit.Value.Deposited - credit.Value.Redeemed)));
    }
}

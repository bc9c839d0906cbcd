using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Credit;

/// <summary>Reads one credit and says what it holds.</summary>
internal static class CreditAccount
{
    public static Argument<string> Argument() => new("CREDIT") { Description = "Address of the credit." };

    public static CreditRecipes CreditRecipes(this ChainSession chain) => new(chain.JobAddresses());

    public static Task<ChainAccount<Client.Markets.Credit>> ReadAsync(ChainSession chain, string text, CancellationToken cancellationToken) =>
        chain.RequireAsync<Client.Markets.Credit>(MarketsProgram.Id, Parsing.Address(text), "credit", "hypernode credit open makes one", cancellationToken);

    public static Facts FactsOf(ChainAccount<Client.Markets.Credit> account)
    {
        var credit = account.Value;
        return new Facts()
            .Address("credit", "credit", account.Address)
            .Address("owner", "owner", credit.Owner)
            .Address("payee", "payee", credit.Payee)
            .Address("voucherKey", "key of the vouchers", credit.SessionKey)
            .Hyper("deposited", "deposited", new HyperAmount(credit.Deposited))
            .Hyper("redeemed", "redeemed", new HyperAmount(credit.Redeemed))
            .Hyper("left", "left", new HyperAmount(credit.Deposited - credit.Redeemed))
            .Number("openedSlot", "opened in slot", (long)credit.OpenedSlot)
            .Time("closeAt", "payee may redeem until", credit.CloseAt);
    }
}

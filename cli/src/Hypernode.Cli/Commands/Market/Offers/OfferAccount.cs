using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Market.Offers;

/// <summary>Reads one offer.</summary>
internal static class OfferAccount
{
    public static Argument<string> Argument() => new("OFFER") { Description = "Address of the offer; hypernode market offer list shows them." };

    public static Task<ChainAccount<Offer>> ReadAsync(ChainSession chain, string text, CancellationToken cancellationToken) =>
        chain.RequireAsync<Offer>(MarketsProgram.Id, Parsing.Address(text), "offer", "hypernode market offer list", cancellationToken);
}

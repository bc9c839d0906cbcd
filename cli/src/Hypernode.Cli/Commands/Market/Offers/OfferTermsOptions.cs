using System.CommandLine;
using Hypernode.Client.Markets;

namespace Hypernode.Cli.Commands.Market.Offers;

/// <summary>Terms of an offer as options; what is left out keeps the value it has.</summary>
internal sealed class OfferTermsOptions
{
    private readonly Option<string?> _price = new("--price") { Description = "HYPER a second, at least the node's floor.", HelpName = "AMOUNT" };
    private readonly Option<ushort?> _slots = new("--slots") { Description = "Runs the node may have when it takes another.", HelpName = "N" };
    private readonly Option<uint?> _min = new("--min-duration") { Description = "Shortest run.", HelpName = "SECONDS" };
    private readonly Option<uint?> _max = new("--max-duration") { Description = "Longest run.", HelpName = "SECONDS" };
    private readonly Option<bool?> _auto = new("--auto-accept") { Description = "Whether a job that names the offer is assigned at once." };
    private readonly Option<OfferStatus?> _status = new("--status") { Description = "active or paused." };

    public IEnumerable<Option> All => [_price, _slots, _min, _max, _auto, _status];

    /// <summary>The terms of a new offer in a market.</summary>
    public OfferTerms For(Invocation call, Client.Markets.Market market) => Apply(call, new OfferTerms
    {
        Status = (byte)OfferStatus.Active,
        AutoAccept = true,
        Slots = 1,
        PricePerSecond = market.PriceMin,
        MinDurationSeconds = market.MinDurationSeconds,
        MaxDurationSeconds = market.MaxDurationSeconds,
    });

    /// <summary>The terms an offer has, with what the call changes.</summary>
    public OfferTerms Apply(Invocation call, Offer offer) => Apply(call, new OfferTerms
    {
        Status = (byte)offer.Status,
        AutoAccept = offer.AutoAccept,
        Slots = offer.Slots,
        PricePerSecond = offer.PricePerSecond,
        MinDurationSeconds = offer.MinDurationSeconds,
        MaxDurationSeconds = offer.MaxDurationSeconds,
    });

    private OfferTerms Apply(Invocation call, OfferTerms terms) => terms with
    {
        Status = call.Get(_status) is { } status ? (byte)status : terms.Status,
        AutoAccept = call.Get(_auto) ?? terms.AutoAccept,
        Slots = call.Get(_slots) ?? terms.Slots,
        PricePerSecond = call.Get(_price) is { } price ? Parsing.Amount(price).BaseUnits : terms.PricePerSecond,
        MinDurationSeconds = call.Get(_min) ?? terms.MinDurationSeconds,
        MaxDurationSeconds = call.Get(_max) ?? terms.MaxDurationSeconds,
    };
}

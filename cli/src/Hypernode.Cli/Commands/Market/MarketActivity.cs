using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Client.Registry;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Commands.Market;

/// <summary>Demand and supply of a market at one moment.</summary>
/// <param name="Open">Jobs nobody has taken.</param>
/// <param name="Running">Jobs on a node: assigned, running, submitted or challenged.</param>
/// <param name="OpenValue">HYPER locked for the open jobs.</param>
/// <param name="Offers">Standing offers that take jobs at once.</param>
/// <param name="OfferedSlots">Runs these offers allow at once.</param>
/// <param name="UsedSlots">Runs their nodes have, at most what they offer.</param>
/// <param name="LowestOffer">Lowest price a second of an offer with room; null where there is none.</param>
internal sealed record MarketActivity(int Open, int Running, HyperAmount OpenValue, int Offers, long OfferedSlots, long UsedSlots, HyperAmount? LowestOffer)
{
    /// <summary>Reads the jobs and offers of a market, and the nodes of the offers.</summary>
    public static async Task<MarketActivity> ReadAsync(ChainSession chain, Address market, CancellationToken cancellationToken)
    {
        var markets = new ProgramAccounts(chain.Rpc, MarketsProgram.Id);
        var jobs = await markets.ListAsync<Client.Markets.Job>([MarketsFilters.JobBy.Market(market)], cancellationToken).ConfigureAwait(false);
        var open = jobs.Where(job => job.Value.State == JobState.Open).ToList();
        var offers = (await markets.ListAsync<Offer>([MarketsFilters.OfferBy.Market(market)], cancellationToken).ConfigureAwait(false))
            .Where(offer => offer.Value is { Status: OfferStatus.Active, AutoAccept: true }).ToList();
        var nodes = offers.Count == 0
            ? []
            : await new ProgramAccounts(chain.Rpc, RegistryProgram.Id)
                .FetchAsync<Client.Registry.Node>([.. offers.Select(offer => offer.Value.Node)], cancellationToken).ConfigureAwait(false);
        var standing = offers.Zip(nodes, (offer, node) => (offer.Value, Runs: node?.Value.ActiveRuns ?? offer.Value.Slots)).ToList();
        var withRoom = standing.Where(pair => pair.Runs < pair.Value.Slots).ToList();
        return new MarketActivity(
            open.Count,
            jobs.Count(job => job.Value.State is JobState.Assigned or JobState.Running or JobState.Submitted or JobState.Challenged),
            open.Aggregate(HyperAmount.Zero, (sum, job) => sum + new HyperAmount(job.Value.Cap)),
            offers.Count,
            standing.Sum(pair => (long)pair.Value.Slots),
            standing.Sum(pair => (long)Math.Min(pair.Runs, pair.Value.Slots)),
            withRoom.Count == 0 ? null : new HyperAmount(withRoom.Min(pair => pair.Value.PricePerSecond)));
    }

    public JsonObject ToJson() => new()
    {
        ["openJobs"] = Open,
        ["runningJobs"] = Running,
        ["openValue"] = OpenValue.BaseUnits.ToString(CultureInfo.InvariantCulture),
        ["offers"] = Offers,
        ["offeredSlots"] = OfferedSlots,
        ["usedSlots"] = UsedSlots,
        ["utilisationBps"] = UtilisationBps,
        ["lowestOffer"] = LowestOffer?.BaseUnits.ToString(CultureInfo.InvariantCulture),
    };

    public override string ToString() =>
        $"{Open} open ({OpenValue} HYPER), {Running} on nodes; {Offers} offers with {UsedSlots} of {OfferedSlots} slots used"
        + (UtilisationBps is { } used ? $" ({new BasisPoints((ushort)used)})" : "");

    /// <summary>Used of the offered slots, rounded down; null where nothing is offered.</summary>
    private long? UtilisationBps => OfferedSlots == 0 ? null : UsedSlots * BasisPoints.Whole / OfferedSlots;
}

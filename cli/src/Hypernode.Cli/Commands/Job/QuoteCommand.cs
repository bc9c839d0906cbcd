using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Commands.Market;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Protocol.Settlements;

namespace Hypernode.Cli.Commands.Job;

internal sealed class QuoteCommand : CliCommand
{
    private readonly Option<string> _market;
    private readonly Option<int> _maxSeconds;
    private readonly Option<string?> _price;

    public QuoteCommand()
        : base(
            "quote",
            "Show what a job would lock, whom the price goes to if all of it runs, and the bond of an objection. Nothing is signed.",
            "hypernode job quote --market cpu-small --max-seconds 600",
            "hypernode job quote --market gpu-80 --max-seconds 3600 --price 0.01 --json")
    {
        _market = Option<string>("--market", MarketAccount.Description, o => Required(o, "NAME|ADDRESS"));
        _maxSeconds = Option<int>("--max-seconds", "Longest run.", o => Required(o, "SECONDS"));
        _price = Option<string?>("--price", "HYPER for each second; default: the market's lowest.", option =>
        {
            option.HelpName = "AMOUNT";
            return option;
        });
    }

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var seconds = Parsing.Within<uint>("--max-seconds", call.Required(_maxSeconds), 1, int.MaxValue);
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var market = await MarketAccount.ReadAsync(chain, call.Required(_market), cancellationToken).ConfigureAwait(false);
        var price = call.Get(_price) is { } text ? Parsing.Amount(text) : new HyperAmount(market.Value.PriceMin);
        if (price.BaseUnits < market.Value.PriceMin)
        {
            throw new CliException(ExitCode.Refused, $"the market asks for at least {new HyperAmount(market.Value.PriceMin)} HYPER a second", "raise --price");
        }

        var config = await chain.ConfigAsync<Client.Markets.Config>(MarketsProgram.Id, MarketsProgram.Name, cancellationToken).ConfigureAwait(false);
        var cap = JobPrice.Cap(price, seconds);
        var terms = config.Params;
        var parts = Split.Floor(cap.BaseUnits, new SplitTerms(terms.TreasuryBps, terms.IncentiveBps, terms.OrchestratorBps, terms.StakerBps, 0, 0, HasOrchestrator: false));
        var activity = await MarketActivity.ReadAsync(chain, market.Address, cancellationToken).ConfigureAwait(false);
        call.Output.Facts("hypernode.job.quote.v1", new Facts()
            .Address("market", "market", market.Address)
            .Hyper("pricePerSecond", "price, a second", price)
            .Number("maxRunSeconds", "longest run, s", seconds)
            .Hyper("cap", "locked", cap)
            .Hyper("operator", "of a full run: the node", new HyperAmount(parts.Operator))
            .Hyper("treasury", "  the treasury", new HyperAmount(parts.Treasury))
            .Hyper("incentive", "  stakers and nodes", new HyperAmount(parts.Incentive))
            .Hyper("challengeBond", "bond of an objection", new HyperAmount(RunPrice.ChallengeBond(cap.BaseUnits, new BasisPoints(terms.ChallengeBondBps), terms.ChallengeBondMin)))
            .Number("challengeWindowSeconds", "time to object, s", market.Value.ChallengeWindowSeconds)
            .Number("openJobs", "jobs waiting now", activity.Open)
            .Hidden("lowestOffer", activity.LowestOffer?.BaseUnits.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static Option<T> Required<T>(Option<T> option, string helpName)
    {
        option.Required = true;
        option.HelpName = helpName;
        return option;
    }
}

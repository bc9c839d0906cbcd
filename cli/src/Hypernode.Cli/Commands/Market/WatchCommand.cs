using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;

namespace Hypernode.Cli.Commands.Market;

internal sealed class WatchCommand : CliCommand
{
    private readonly Argument<string> _market;
    private readonly Option<int> _count;
    private readonly Option<int> _period;

    public WatchCommand()
        : base("watch", "Follow the open jobs, offers and utilisation of a market.", "hypernode market watch cpu-small", "hypernode market watch cpu-small --count 1 --json")
    {
        _market = Argument<string>("MARKET", MarketAccount.Description);
        _count = Option<int>("--count", "Looks before it ends; 0 = until Ctrl-C.", o => Default(o, 0));
        _period = Option<int>("--period", "Seconds between two looks.", o => Default(o, 5));
    }

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var count = Parsing.Within<int>("--count", call.Required(_count), 0, int.MaxValue);
        var period = TimeSpan.FromSeconds(Parsing.Within<int>("--period", call.Required(_period), 1, 3_600));
        if (count == 0 && call.Output.Json)
        {
            throw new CliException(ExitCode.Usage, "--json writes one document when it ends", "say with --count how often to look");
        }

        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var market = await MarketAccount.ReadAsync(chain, call.Required(_market), cancellationToken).ConfigureAwait(false);
        var looks = new List<(long At, MarketActivity Activity)>();
        for (var look = 1; ; look++)
        {
            var at = await chain.NowAsync(cancellationToken).ConfigureAwait(false);
            var activity = await MarketActivity.ReadAsync(chain, market.Address, cancellationToken).ConfigureAwait(false);
            looks.Add((at, activity));
            if (!call.Output.Json)
            {
                call.Output.Line($"{TimeText.Of(at)}  {activity}");
            }

            if (look == count)
            {
                break;
            }

            await Task.Delay(period, call.Time, cancellationToken).ConfigureAwait(false);
        }

        if (call.Output.Json)
        {
            call.Output.List("hypernode.market.watch.v1", "looks", looks, "", [], look =>
            {
                var document = look.Activity.ToJson();
                document.Insert(0, "at", look.At);
                return document;
            }, _ => []);
        }
    }

    private static Option<int> Default(Option<int> option, int value)
    {
        option.DefaultValueFactory = _ => value;
        option.HelpName = "N";
        return option;
    }
}

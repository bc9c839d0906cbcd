using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Decoding;
using Hypernode.Cli.Terminal;

namespace Hypernode.Cli.Commands.Market;

internal sealed class ShowCommand : CliCommand
{
    private readonly Argument<string> _market;

    public ShowCommand()
        : base("show", "Show the terms of one market and how busy it is.", "hypernode market show cpu-small", "hypernode market show gpu-80 --json") =>
        _market = Argument<string>("MARKET", MarketAccount.Description);

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var market = await MarketAccount.ReadAsync(chain, call.Required(_market), cancellationToken).ConfigureAwait(false);
        var activity = await MarketActivity.ReadAsync(chain, market.Address, cancellationToken).ConfigureAwait(false);
        var document = MarketDocument.ToJson(market, chain.Network);
        document["activity"] = activity.ToJson();
        call.Output.Result("hypernode.market.v1", document, output => output.Record(
        [
            ("market", chain.Network.MarketName(market.Address) is { } name ? $"{name} ({market.Address})" : market.Address.ToString()),
            ("busy", activity.ToString()),
            ("needs", MarketNeeds.Of(market.Value.Requirements)),
            .. FieldReader.Read(market.Value).Where(field => field.IsSet).Select(field => (field.Name, field.Text)),
        ]));
    }
}

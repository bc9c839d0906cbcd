using System.CommandLine;
using System.Globalization;
using Hypernode.Cli.Chain;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Template;

internal sealed class ListCommand : CliCommand
{
    private readonly Option<string?> _publisher;
    private readonly Option<bool> _all;

    public ListCommand()
        : base("list", "List templates, most used first; yanked ones only with --all.", "hypernode template list", "hypernode template list --publisher 5Ah2... --all --json")
    {
        _publisher = Option<string?>("--publisher", "Templates of this publisher.", option =>
        {
            option.HelpName = "ADDRESS";
            return option;
        });
        _all = Option<bool>("--all", "Also templates that take no new jobs.");
    }

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var filters = new List<Solana.Rpc.Model.AccountFilter>();
        if (call.Get(_publisher) is { } publisher)
        {
            filters.Add(MarketsFilters.TemplateBy.Publisher(Parsing.Address(publisher)));
        }

        if (!call.Get(_all))
        {
            filters.Add(MarketsFilters.TemplateBy.Yanked(false));
        }

        var templates = await new ProgramAccounts(chain.Rpc, MarketsProgram.Id).ListAsync<Client.Markets.Template>(filters, cancellationToken).ConfigureAwait(false);
        call.Output.List(
            "hypernode.templates.v1", "templates", [.. templates.OrderByDescending(template => template.Value.Uses)], "No templates.",
            ["template", "publisher", "version", "royalty", "jobs", "rated"],
            template => TemplateDocument.FactsOf(template).Document,
            template =>
            [
                template.Address.ToString(), template.Value.Publisher.ToString(), template.Value.TemplateVersion.ToString(CultureInfo.InvariantCulture),
                TemplateDocument.RoyaltyOf(template.Value), template.Value.Uses.ToString(CultureInfo.InvariantCulture), TemplateDocument.RatingOf(template.Value),
            ]);
    }
}

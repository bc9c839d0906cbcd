using System.CommandLine;
using System.Globalization;
using Hypernode.Cli.Chain;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Cli.Commands.Template;

internal sealed class ListCommand : AccountListCommand<Client.Markets.Template>
{
    private readonly Option<string?> _publisher;
    private readonly Option<bool> _all;

    public ListCommand()
        : base(
            new ListFrame(MarketsProgram.Id, "hypernode.templates.v1", "templates", "No templates.", "template", "publisher", "version", "royalty", "jobs", "rated"),
            "List templates, most used first; yanked ones only with --all.", "hypernode template list", "hypernode template list --publisher 5Ah2... --all --json")
    {
        _publisher = Option<string?>("--publisher", "Templates of this publisher.", option =>
        {
            option.HelpName = "ADDRESS";
            return option;
        });
        _all = Option<bool>("--all", "Also templates that take no new jobs.");
    }

    protected override IEnumerable<AccountFilter> Filters(Invocation call, ChainSession chain)
    {
        if (call.Get(_publisher) is { } publisher)
        {
            yield return MarketsFilters.TemplateBy.Publisher(Parsing.Address(publisher));
        }

        if (!call.Get(_all))
        {
            yield return MarketsFilters.TemplateBy.Yanked(false);
        }
    }

    protected override IEnumerable<ChainAccount<Client.Markets.Template>> Sorted(IEnumerable<ChainAccount<Client.Markets.Template>> accounts) =>
        accounts.OrderByDescending(template => template.Value.Uses);

    protected override Task<AccountView<Client.Markets.Template>> ViewAsync(ChainSession chain, CancellationToken cancellationToken) =>
        Task.FromResult(new AccountView<Client.Markets.Template>(
            template => TemplateDocument.FactsOf(template).Document,
            template =>
            [
                template.Address.ToString(), template.Value.Publisher.ToString(), template.Value.TemplateVersion.ToString(CultureInfo.InvariantCulture),
                TemplateDocument.RoyaltyOf(template.Value), template.Value.Uses.ToString(CultureInfo.InvariantCulture), TemplateDocument.RatingOf(template.Value),
            ]));
}

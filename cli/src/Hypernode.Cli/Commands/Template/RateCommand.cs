using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Commands.Job;
using Hypernode.Cli.Terminal;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Template;

internal sealed class RateCommand : SigningCommand
{
    private readonly Argument<string> _template = TemplateAccount.Argument();
    private readonly Argument<int> _stars;
    private readonly Option<string> _job;

    public RateCommand()
        : base("rate", "Rate a template, once, after a job of it was settled; the job's requester signs.", "hypernode template rate 7Kp1... 5 --job 9xQe...")
    {
        Arguments.Add(_template);
        _stars = Argument<int>("STARS", "1 to 5.");
        _job = Option<string>("--job", "The settled job.", option =>
        {
            option.HelpName = "JOB";
            option.Required = true;
            return option;
        });
    }

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        const byte most = 5;
        var stars = Parsing.Within<byte>("STARS", signing.Call.Required(_stars), 1, most);
        var template = await TemplateAccount.ReadAsync(signing.Chain, signing.Call.Required(_template), cancellationToken).ConfigureAwait(false);
        var job = await JobAccount.ReadAsync(signing.Chain, signing.Call.Required(_job), cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync(
            "rate template", cancellationToken, TemplateRecipes.Rate(template.Address, signing.Signer, job.Address, stars)).ConfigureAwait(false);
        var after = await TemplateAccount.ReadAsync(signing.Chain, signing.Call.Required(_template), cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.template.rated.v1", sent, new Facts()
            .Address("template", "template", template.Address)
            .Number("given", "stars", stars)
            .Hidden("ratings", after.Value.StarsCount)
            .Shown("rated", TemplateDocument.RatingOf(after.Value)));
    }
}

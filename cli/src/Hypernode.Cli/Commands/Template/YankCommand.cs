using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Template;

internal sealed class YankCommand : SigningCommand
{
    private readonly Argument<string> _template = TemplateAccount.Argument();

    public YankCommand()
        : base("yank", "Let a template take no new jobs, for good; jobs posted before go on and pay their royalty. Its publisher signs.", "hypernode template yank 7Kp1...") =>
        Arguments.Add(_template);

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var template = await TemplateAccount.ReadAsync(signing.Chain, signing.Call.Required(_template), cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync("yank template", cancellationToken, TemplateRecipes.Yank(template.Address, signing.Signer)).ConfigureAwait(false);
        signing.Report("hypernode.template.yanked.v1", sent, new Facts().Address("template", "yanked", template.Address));
    }
}

using System.CommandLine;
using Hypernode.Cli.Chain;

namespace Hypernode.Cli.Commands.Template;

internal sealed class ShowCommand : CliCommand
{
    private readonly Argument<string> _template = TemplateAccount.Argument();

    public ShowCommand()
        : base("show", "Show a template: what it fixes, what it costs, how it is rated.", "hypernode template show 7Kp1...") => Arguments.Add(_template);

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var template = await TemplateAccount.ReadAsync(chain, call.Required(_template), cancellationToken).ConfigureAwait(false);
        call.Output.Facts("hypernode.template.v1", TemplateDocument.FactsOf(template));
    }
}

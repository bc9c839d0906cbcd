using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Template;

internal sealed class CloseCommand : SigningCommand
{
    private readonly Argument<string> _template = TemplateAccount.Argument();

    public CloseCommand()
        : base("close", "Close a template 140 days after its yank; the rent returns to who paid it. Its publisher or who paid signs.", "hypernode template close 7Kp1...") =>
        Arguments.Add(_template);

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var template = await TemplateAccount.ReadAsync(signing.Chain, signing.Call.Required(_template), cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync(
            "close template", cancellationToken, TemplateRecipes.Close(template.Address, template.Value, signing.Signer)).ConfigureAwait(false);
        signing.Report("hypernode.template.closed.v1", sent, new Facts().Address("template", "closed", template.Address));
    }
}

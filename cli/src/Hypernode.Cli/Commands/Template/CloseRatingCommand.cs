using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Template;

internal sealed class CloseRatingCommand : SigningCommand
{
    private readonly Argument<string> _template = TemplateAccount.Argument();
    private readonly Option<string?> _requester;

    public CloseRatingCommand()
        : base(
            "close-rating", "Close a rating of a template that is yanked or closed; the rent returns to who paid it. Anyone may.",
            "hypernode template close-rating 7Kp1...", "hypernode template close-rating 7Kp1... --requester 5Ah2...")
    {
        Arguments.Add(_template);
        _requester = Option<string?>("--requester", "Who rated; default: the wallet in use.", option =>
        {
            option.HelpName = "ADDRESS";
            return option;
        });
    }

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var template = Parsing.Address(signing.Call.Required(_template));
        var requester = signing.Call.Get(_requester) is { } named ? Parsing.Address(named) : signing.Signer;
        var address = MarketsAddresses.FindRatingAddress(template, requester).Address;
        var rating = await signing.Chain.RequireAsync<Rating>(
            MarketsProgram.Id, address, "rating", "hypernode template close-rating TEMPLATE --requester ADDRESS", cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync("close rating", cancellationToken, TemplateRecipes.CloseRating(rating.Address, rating.Value)).ConfigureAwait(false);
        signing.Report("hypernode.template.rating-closed.v1", sent, new Facts().Address("rating", "closed", rating.Address));
    }
}

using Hypernode.Cli.Chain;

namespace Hypernode.Cli.Commands.Name;

internal sealed class RenewCommand : NameCommand
{
    private readonly YearsOption _years = new();

    public RenewCommand()
        : base("renew", "Pay for further years of a name; its owner signs. Days that lapsed are paid for too.", "hypernode name renew my-node --years 2") => _years.AddTo(this);

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var (text, years) = (TextOf(signing), _years.Of(signing.Call));
        await ReadAsync(signing, cancellationToken).ConfigureAwait(false);
        var (recipes, fee) = await NameAccount.TermsAsync(signing, years, cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync($"renew name {text}", [recipes.Renew(signing.Signer, text, years)], fee, cancellationToken).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.name.renewed.v1", sent, cancellationToken).ConfigureAwait(false);
    }
}

using System.CommandLine;
using Hypernode.Cli.Chain;

namespace Hypernode.Cli.Commands.Name;

internal sealed class RegisterCommand : NameCommand
{
    private readonly YearsOption _years = new();
    private readonly Option<string?> _target;

    public RegisterCommand()
        : base("register", "Take a free name and pay its years.", "hypernode name register my-node --target 6AqF...", "hypernode name register my-node --years 3")
    {
        _years.AddTo(this);
        _target = Option<string?>("--target", "Node, wallet or other account it stands for.", option =>
        {
            option.HelpName = "ADDRESS";
            return option;
        });
    }

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var (text, years) = (TextOf(signing), _years.Of(signing.Call));
        var target = signing.Call.Get(_target) is { } given ? Parsing.Address(given) : default;
        var (recipes, fee) = await NameAccount.TermsAsync(signing, years, cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync($"register name {text}", [recipes.Register(signing.Signer, text, years, target)], fee, cancellationToken).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.name.registered.v1", sent, cancellationToken).ConfigureAwait(false);
    }
}

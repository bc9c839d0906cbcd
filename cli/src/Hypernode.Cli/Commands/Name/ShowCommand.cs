using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;

namespace Hypernode.Cli.Commands.Name;

internal sealed class ShowCommand : CliCommand
{
    private readonly Argument<string> _name;

    public ShowCommand()
        : base("show", "Show whose a name is, what it stands for and until when.", "hypernode name show my-node", "hypernode name show my-node --json") =>
        _name = Argument<string>("NAME", NameText.Description);

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var text = NameText.Parse(call.Required(_name));
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var name = await NameAccount.ReadAsync(chain, text, cancellationToken).ConfigureAwait(false);
        var now = await chain.NowAsync(cancellationToken).ConfigureAwait(false);
        call.Output.Result("hypernode.name.v1", NameDocument.ToJson(name, now), output => output.Record(
        [
            ("name", text),
            ("owner", name.Value.Owner.ToString()),
            ("stands for", name.Value.Target == default ? "-" : name.Value.Target.ToString()),
            ("paid until", $"{TimeText.Of(name.Value.ExpiresAt)}, {NameDocument.Standing(name.Value, now)}"),
        ]));
    }
}

using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Name;

internal sealed class UpdateCommand : NameCommand
{
    private readonly Option<string?> _owner;
    private readonly Option<string?> _target;

    public UpdateCommand()
        : base("update", "Give a name another target or another owner; its owner signs.", "hypernode name update my-node --target 6AqF...", "hypernode name update my-node --owner 4Nus...")
    {
        _owner = Option<string?>("--owner", "Whose it shall be.", option =>
        {
            option.HelpName = "ADDRESS";
            return option;
        });
        _target = Option<string?>("--target", "What it shall stand for.", option =>
        {
            option.HelpName = "ADDRESS";
            return option;
        });
    }

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var (owner, target) = (signing.Call.Get(_owner), signing.Call.Get(_target));
        if (owner is null && target is null)
        {
            throw new CliException(ExitCode.Usage, "nothing to change is named", "pass --owner or --target");
        }

        var name = await ReadAsync(signing, cancellationToken).ConfigureAwait(false);
        var update = NameRecipes.Update(
            name.Value,
            owner is null ? name.Value.Owner : Parsing.Address(owner),
            target is null ? name.Value.Target : Parsing.Address(target));
        var sent = await signing.SendAsync($"update name {TextOf(signing)}", cancellationToken, update).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.name.updated.v1", sent, cancellationToken).ConfigureAwait(false);
    }
}

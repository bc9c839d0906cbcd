using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Queries;
using Hypernode.Client.Registry;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Cli.Commands.Name;

internal sealed class ListCommand : AccountListCommand<Client.Registry.Name>
{
    private readonly Option<string?> _owner;
    private readonly Option<string?> _target;

    public ListCommand()
        : base(
            new ListFrame(RegistryProgram.Id, "hypernode.names.v1", "names", "No names.", "name", "owner", "stands for", "paid until", "standing"),
            "List names.", "hypernode name list --owner 4Nus...", "hypernode name list --target 6AqF... --json")
    {
        _owner = Option<string?>("--owner", "Names of this address.");
        _target = Option<string?>("--target", "Names that stand for this account.");
    }

    protected override IEnumerable<AccountFilter> Filters(Invocation call, ChainSession chain)
    {
        if (call.Get(_owner) is { } owner)
        {
            yield return RegistryFilters.NameBy.Owner(Parsing.Address(owner));
        }

        if (call.Get(_target) is { } target)
        {
            yield return RegistryFilters.NameBy.Target(Parsing.Address(target));
        }
    }

    protected override IEnumerable<ChainAccount<Client.Registry.Name>> Sorted(IEnumerable<ChainAccount<Client.Registry.Name>> accounts) =>
        accounts.OrderBy(name => NameRecipes.TextOf(name.Value), StringComparer.Ordinal);

    protected override async Task<AccountView<Client.Registry.Name>> ViewAsync(ChainSession chain, CancellationToken cancellationToken)
    {
        var now = await chain.NowAsync(cancellationToken).ConfigureAwait(false);
        return new AccountView<Client.Registry.Name>(
            name => NameDocument.ToJson(name, now),
            name =>
            [
                NameRecipes.TextOf(name.Value), name.Value.Owner.ToString(), name.Value.Target == default ? "-" : name.Value.Target.ToString(),
                TimeText.Of(name.Value.ExpiresAt), NameDocument.Standing(name.Value, now),
            ]);
    }
}

using System.CommandLine;
using System.Globalization;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Wallets;
using Hypernode.Client.Primitives;
using Hypernode.Client.Registry;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Cli.Commands.Group;

internal sealed class ListCommand : AccountListCommand<Client.Registry.Group>
{
    private readonly Option<bool> _own;

    public ListCommand()
        : base(
            new ListFrame(RegistryProgram.Id, "hypernode.groups.v1", "groups", "No groups.", "group", "authority", "members", "budget, HYPER"),
            "List groups.", "hypernode group list", "hypernode group list --own --json") =>
        _own = Option<bool>("--own", "Only groups of the wallet in use.");

    protected override IEnumerable<AccountFilter> Filters(Invocation call, ChainSession chain)
    {
        if (call.Get(_own))
        {
            yield return RegistryFilters.GroupBy.Authority(WalletReference.Of(call).Address);
        }
    }

    protected override Task<AccountView<Client.Registry.Group>> ViewAsync(ChainSession chain, CancellationToken cancellationToken) =>
        Task.FromResult(new AccountView<Client.Registry.Group>(
            GroupDocument.ToJson,
            group =>
            [
                group.Address.ToString(), group.Value.Authority.ToString(), group.Value.Members.ToString(CultureInfo.InvariantCulture),
                new HyperAmount(group.Value.BudgetCap).ToString(),
            ]));
}

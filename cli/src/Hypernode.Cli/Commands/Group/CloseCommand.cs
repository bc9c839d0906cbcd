using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Group;

internal sealed class CloseCommand() : GroupCommand("close", "Close an empty group; its authority signs, the rent returns.", "hypernode group close 8Grp...")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Registry.Group> group, CancellationToken cancellationToken)
    {
        var sent = await signing.SendAsync("close group", cancellationToken, GroupRecipes.Close(group.Address, group.Value)).ConfigureAwait(false);
        signing.Report("hypernode.group.closed.v1", sent, new Facts().Address("group", "closed", group.Address));
    }
}

using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Node.Authorities;

internal sealed class ProposeCommand : NodeAccountCommand
{
    private readonly Argument<string> _key;

    public ProposeCommand()
        : base("propose", "Name who may take the node over; nothing changes before they accept. The node's authority signs.", "hypernode node authority propose 4Nus...") =>
        _key = Argument<string>("ADDRESS", "The next authority.");

    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Registry.Node> node, CancellationToken cancellationToken)
    {
        var propose = NodeRecipes.ProposeAuthority(node.Address, signing.Signer, Parsing.Address(signing.Call.Required(_key)));
        await ApplyAsync(
            signing, "propose node authority", propose, "hypernode.node.authority.proposed.v1", cancellationToken, (facts, after) => facts
            .Address("authority", "authority", after.Authority)
            .Address("pendingAuthority", "may accept", after.PendingAuthority)).ConfigureAwait(false);
    }
}

using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Node;

internal sealed class SuspendCommand : NodeAccountCommand
{
    private readonly ValidityOption _validity = new();

    public SuspendCommand()
        : base(
            "suspend",
            "Keep a node from new runs for some days; the authority of the registry's Config signs, after the hand-over a proposal.",
            "hypernode node suspend --node 6AqF... --days 7") => _validity.AddTo(this);

    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Registry.Node> node, CancellationToken cancellationToken)
    {
        var until = await _validity.ExpiresAtAsync(signing, cancellationToken).ConfigureAwait(false);
        await ApplyAsync(
            signing, "suspend node", NodeRecipes.Suspend(node.Address, signing.Signer, until), "hypernode.node.suspended.v1", cancellationToken, (facts, after) =>
            facts.Time("suspendedUntil", "suspended until", after.SuspendedUntil)).ConfigureAwait(false);
    }
}

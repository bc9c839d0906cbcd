using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Client.Registry;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Node;

internal sealed class ClaimCommand() : NodeAccountCommand(
    "claim", "Pay the node its part of the oldest epoch's incentive that is final; anyone may, its payout key gets it.", "hypernode node claim", "hypernode node claim --node 6AqF...")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Registry.Node> node, CancellationToken cancellationToken)
    {
        var reputation = await signing.Chain.RequireAsync<Reputation>(
            RegistryProgram.Id, RegistryAddresses.FindReputationAddress(node.Address).Address, "reputation", null, cancellationToken).ConfigureAwait(false);
        var due = (await NodeIncentive.ListAsync(signing.Chain, node.Address, reputation.Value, cancellationToken).ConfigureAwait(false)).FirstOrDefault(epoch => epoch.IsFinal)
            ?? throw new CliException(ExitCode.NotFound, "no epoch of this node is final and unclaimed", "hypernode node earnings shows what is coming");
        var claim = NodeRecipes.ClaimIncentive(node.Address, node.Value, due.Epoch, signing.Signer, signing.Chain.Network.Mint);
        var sent = await signing.SendAsync("claim incentive", claim, null, cancellationToken).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.node.claimed.v1", sent, cancellationToken, (facts, after) => facts
            .Number("epoch", "epoch", due.Epoch)
            .Hyper("claimed", "paid", due.Amount)
            .Address("payout", "to", after.Payout)).ConfigureAwait(false);
    }
}

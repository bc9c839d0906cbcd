using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Node.Payouts;

internal sealed class ProposeCommand : NodeAccountCommand
{
    private readonly Argument<string> _payout;

    public ProposeCommand()
        : base("propose", "Name another payout key; it takes effect by apply after the delay. The node's authority signs.", "hypernode node payout propose 4Nus...") =>
        _payout = Argument<string>("ADDRESS", "Key whose HYPER account shall be paid.");

    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Registry.Node> node, CancellationToken cancellationToken)
    {
        var propose = NodeRecipes.ProposePayout(node.Address, signing.Signer, Parsing.Address(signing.Call.Required(_payout)));
        await ApplyAsync(signing, "propose payout", propose, "hypernode.node.payout.proposed.v1", cancellationToken, (facts, after) => facts
            .Address("pendingPayout", "shall be paid", after.PendingPayout)
            .Time("payoutEffectiveAt", "apply after", after.PayoutEffectiveAt)).ConfigureAwait(false);
    }
}

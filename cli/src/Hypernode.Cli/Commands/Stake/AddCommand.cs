using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Client.Staking;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Stake;

internal sealed class AddCommand : PositionCommand
{
    private readonly Argument<string> _amount;

    public AddCommand()
        : base("add", "Add HYPER to a position; the whole of it is locked again for its days from now.", "hypernode stake add 7Gh2... 50") =>
        _amount = Argument<string>("AMOUNT", "HYPER as 50, or base units as 50000000u.");

    protected override async Task RunAsync(Signing signing, ChainAccount<Position> position, CancellationToken cancellationToken)
    {
        var amount = Parsing.Amount(signing.Call.Required(_amount));
        var add = new StakeRecipes(signing.Chain.Network.Mint).Add(position.Address, position.Value, amount.BaseUnits);
        var sent = await signing.SendAsync(
            "add stake", [add], new Payment(amount, $"stake vault, locked for {position.Value.LockDays} days from now"), cancellationToken).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.stake.added.v1", sent, position, cancellationToken, (facts, _) => facts.Hyper("added", "added", amount)).ConfigureAwait(false);
    }
}

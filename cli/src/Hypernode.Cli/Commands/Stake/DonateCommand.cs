using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Stake;

internal sealed class DonateCommand : SigningCommand
{
    private readonly Argument<string> _amount;

    public DonateCommand()
        : base("donate", "Give HYPER to all stakers; it is released to them little by little.", "hypernode stake donate 50") =>
        _amount = Argument<string>("AMOUNT", "HYPER as 50, or base units as 50000000u.");

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var amount = Parsing.Amount(signing.Call.Required(_amount));
        var donate = new StakeRecipes(signing.Chain.Network.Mint).Donate(signing.Signer, amount.BaseUnits);
        var sent = await signing.SendAsync("donate rewards", [donate], new Payment(amount, "vault of all stakers"), cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.stake.donated.v1", sent, new Facts().Hyper("donated", "given", amount));
    }
}

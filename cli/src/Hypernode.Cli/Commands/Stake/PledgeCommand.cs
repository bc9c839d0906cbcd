using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Wallets;
using Hypernode.Client.Queries;
using Hypernode.Client.Staking;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Stake;

internal sealed class PledgeCommand : PositionCommand
{
    private readonly Argument<string> _subject;
    private readonly Option<string?> _authority;

    public PledgeCommand()
        : base(
            "pledge",
            "Back a node or a validator with a free position: it counts for the capacity, and is slashed for the faults, of what it backs.",
            "hypernode stake pledge 7Gh2... 6AqF...",
            "hypernode stake pledge 7Gh2... 6AqF... --authority node-owner")
    {
        _subject = Argument<string>("SUBJECT", "Address of the node or the validator.");
        _authority = Option<string?>("--authority", "Wallet of the node's authority or the validator's owner, who signs too; default: the wallet in use.", option =>
        {
            option.HelpName = "NAME|FILE";
            return option;
        });
    }

    protected override async Task RunAsync(Signing signing, ChainAccount<Position> position, CancellationToken cancellationToken)
    {
        var subject = Parsing.Address(signing.Call.Required(_subject));
        var authority = signing.Call.Get(_authority) is { } named ? WalletReference.Resolve(named, signing.Call) : null;
        var pledge = StakeRecipes.Pledge(position.Address, signing.Signer, subject, authority?.Address ?? signing.Signer);
        using var second = authority is null || authority.Address == signing.Signer ? null : authority.Open();
        var sent = await signing.SendAsync("pledge position", [pledge], null, cancellationToken, second is null ? [] : [second]).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.stake.pledged.v1", sent, position, cancellationToken).ConfigureAwait(false);
    }
}

using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Staking;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Commands.Stake;

internal sealed class OpenCommand : SigningCommand
{
    private readonly Argument<string> _amount;
    private readonly Option<int> _lockDays;
    private readonly Option<string?> _pledge;

    public OpenCommand()
        : base("open", "Open a position: lock HYPER, and pledge it to a node of this wallet if asked.", "hypernode stake open 100", "hypernode stake open 1000 --lock-days 180 --pledge 6AqF...")
    {
        _amount = Argument<string>("AMOUNT", "HYPER as 100, or base units as 100000000u.");
        _lockDays = Option<int>("--lock-days", "Days of the lock; a longer one weighs more: 1.5 from 30, 2 from 90, 3 from 180, 4 from 365.", option =>
        {
            option.DefaultValueFactory = _ => 30;
            return option;
        });
        _pledge = Option<string?>("--pledge", "Node that the position backs.", option =>
        {
            option.HelpName = "NODE";
            return option;
        });
    }

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var (call, chain, owner) = (signing.Call, signing.Chain, signing.Signer);
        var amount = Parsing.Amount(call.Required(_amount));
        var lockDays = Parsing.LockDays(call.Required(_lockDays));
        Address? subject = call.Get(_pledge) is { } node ? Parsing.Address(node) : null;
        var taken = (await OwnPositions.ListAsync(chain, owner, cancellationToken).ConfigureAwait(false)).Select(p => p.Value.Index).ToHashSet();
        var index = (ushort)Enumerable.Range(0, ushort.MaxValue).First(i => !taken.Contains((ushort)i));
        var position = StakingAddresses.FindPositionAddress(owner, index).Address;

        var instructions = new List<Instruction>();
        if ((await chain.Rpc.GetAccountAsync(StakeRecipes.RewardAccountOf(position), cancellationToken).ConfigureAwait(false)).Value is null)
        {
            instructions.Add(StakeRecipes.OpenRewardAccount(position, owner));
        }

        instructions.Add(new StakeRecipes(chain.Network.Mint).Open(owner, index, amount.BaseUnits, lockDays));
        if (subject is { } backed)
        {
            instructions.Add(StakeRecipes.Pledge(position, owner, backed, owner));
        }

        var sent = await signing.SendAsync(
            "open stake", instructions, new Payment(amount, $"stake vault for {lockDays} days"), cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.stake.opened.v1", sent, new Facts()
            .Address("position", "position", position)
            .Number("index", "index", index)
            .Hyper("amount", "staked", amount)
            .Number("lockDays", "days of the lock", lockDays)
            .Address("subject", "backs", subject));
    }
}

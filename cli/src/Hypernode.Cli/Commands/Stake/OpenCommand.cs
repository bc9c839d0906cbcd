using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Wallets;
using Hypernode.Client.Rewards;
using Hypernode.Client.Staking;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Tokens;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Commands.Stake;

internal sealed class OpenCommand : CliCommand
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

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var amount = Parsing.Amount(call.Required(_amount));
        var lockDays = call.Required(_lockDays) is > 0 and <= ushort.MaxValue and var days
            ? (ushort)days
            : throw new CliException(ExitCode.Usage, $"{call.Required(_lockDays)} days are no lock", "ask for 14 to 365 days");
        var subject = call.Get(_pledge) is { } node ? Parsing.Address(node) : default;
        var wallet = WalletReference.Of(call);
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var taken = (await OwnPositions.ListAsync(chain, wallet.Address, cancellationToken).ConfigureAwait(false)).Select(p => p.Value.Index).ToHashSet();
        var index = (ushort)Enumerable.Range(0, ushort.MaxValue).First(i => !taken.Contains((ushort)i));
        var position = StakingAddresses.FindPositionAddress(wallet.Address, index).Address;
        var rewardAccount = RewardsAddresses.FindRewardAccountAddress(position).Address;

        var instructions = new List<Instruction>();
        if ((await chain.Rpc.GetAccountAsync(rewardAccount, cancellationToken).ConfigureAwait(false)).Value is null)
        {
            instructions.Add(RewardsInstructions.OpenRewardAccount(new OpenRewardAccountAccounts { Position = position, Payer = wallet.Address }));
        }

        instructions.Add(StakingInstructions.Stake(
            new StakeAccounts
            {
                Owner = wallet.Address,
                Payer = wallet.Address,
                Source = AssociatedToken.Find(wallet.Address, chain.Network.Mint),
                RewardAccount = rewardAccount,
            },
            new StakeArgs { Index = index, Amount = amount.BaseUnits, LockDays = lockDays }));
        if (subject != default)
        {
            instructions.Add(StakingInstructions.PledgePosition(new PledgePositionAccounts
            {
                Position = position,
                Subject = subject,
                Owner = wallet.Address,
                SubjectAuthority = wallet.Address,
                Payer = wallet.Address,
            }));
        }

        var sent = await new TransactionFlow(call, chain, wallet).SendAsync(
            "open stake", instructions, new Payment(amount, $"stake vault for {lockDays} days"), cancellationToken).ConfigureAwait(false);
        var document = new JsonObject
        {
            ["position"] = position.ToString(),
            ["index"] = index,
            ["amount"] = amount.BaseUnits.ToString(CultureInfo.InvariantCulture),
            ["lockDays"] = lockDays,
            ["subject"] = subject == default ? null : subject.ToString(),
            ["signature"] = sent.Signature.ToString(),
            ["slot"] = sent.Slot,
        };
        call.Output.Result("hypernode.stake.opened.v1", document, output =>
            output.Record([("position", position.ToString()), ("staked", $"{amount} HYPER for {lockDays} days"), ("signature", sent.Signature.ToString())]));
    }
}

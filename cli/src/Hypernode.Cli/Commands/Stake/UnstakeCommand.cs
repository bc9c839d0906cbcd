using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Wallets;
using Hypernode.Client.Queries;
using Hypernode.Client.Rewards;
using Hypernode.Client.Staking;

namespace Hypernode.Cli.Commands.Stake;

internal sealed class UnstakeCommand : CliCommand
{
    private readonly Argument<string> _position;
    private readonly Argument<string> _amount;

    public UnstakeCommand()
        : base("unstake", "Begin to take HYPER out of a position whose lock is over; it can be withdrawn after the unbonding time.", "hypernode stake unstake 7Gh2... 50")
    {
        _position = Argument<string>("POSITION", "Address of the position.");
        _amount = Argument<string>("AMOUNT", "HYPER as 50, or base units as 50000000u.");
    }

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var address = Parsing.Address(call.Required(_position));
        var amount = Parsing.Amount(call.Required(_amount));
        var wallet = WalletReference.Of(call);
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var accounts = new ProgramAccounts(chain.Rpc, StakingProgram.Id);
        var position = await accounts.FetchAsync<Position>(address, cancellationToken).ConfigureAwait(false)
            ?? throw new CliException(ExitCode.NotFound, $"there is no position {address}", "hypernode stake list");
        var subject = position.Value.Subject;
        var bond = subject == default ? null : await accounts.FetchAsync<Bond>(StakingAddresses.FindBondAddress(subject).Address, cancellationToken).ConfigureAwait(false);
        var unstake = StakingInstructions.Unstake(
            new UnstakeAccounts
            {
                Position = address,
                Bond = bond?.Address,
                Validator = bond?.Value.Kind == BondKind.Validator ? subject : null,
                Owner = wallet.Address,
                RewardAccount = RewardsAddresses.FindRewardAccountAddress(address).Address,
            },
            new UnstakeArgs { Amount = amount.BaseUnits });
        var sent = await new TransactionFlow(call, chain, wallet).SendAsync("unstake", [unstake], null, cancellationToken).ConfigureAwait(false);
        var after = await accounts.FetchAsync<Position>(address, cancellationToken).ConfigureAwait(false) ?? position;
        var document = PositionDocument.ToJson(after);
        document["signature"] = sent.Signature.ToString();
        document["unstaked"] = amount.BaseUnits.ToString(CultureInfo.InvariantCulture);
        call.Output.Result("hypernode.stake.unstaked.v1", document, output => output.Record(
            [("unstaked", $"{amount} HYPER"), ("withdraw from", Job.JobDocument.Time(after.Value.WithdrawAt)), ("signature", sent.Signature.ToString())]));
    }
}

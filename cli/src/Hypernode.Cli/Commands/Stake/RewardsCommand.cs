using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Cli.Wallets;

namespace Hypernode.Cli.Commands.Stake;

internal sealed class RewardsCommand : CliCommand
{
    private readonly Option<string?> _owner;

    public RewardsCommand()
        : base("rewards", "Show what positions have earned and claimed; by default those of the wallet in use.", "hypernode stake rewards", "hypernode stake rewards --owner 4Nus... --json") =>
        _owner = Option<string?>("--owner", "Positions of this address.");

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var owner = call.Get(_owner) is { } text ? Parsing.Address(text) : WalletReference.Of(call).Address;
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var rewards = await EarnedRewards.ListAsync(chain, owner, cancellationToken).ConfigureAwait(false);
        call.Output.List(
            "hypernode.stake.rewards.v1", "rewards", rewards, "No positions that earn.", ["position", "weight", "pending, HYPER", "claimed, HYPER"],
            earned => new JsonObject
            {
                ["position"] = earned.Position.ToString(),
                ["weight"] = earned.Weight.ToString(CultureInfo.InvariantCulture),
                ["pending"] = earned.Pending.BaseUnits.ToString(CultureInfo.InvariantCulture),
                ["claimed"] = earned.Claimed.BaseUnits.ToString(CultureInfo.InvariantCulture),
            },
            earned => [earned.Position.ToString(), WeightText.Of(earned.Weight), earned.Pending.ToString(), earned.Claimed.ToString()]);
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Client.Queries;
using Hypernode.Client.Staking;

namespace Hypernode.Cli.Commands.Stake;

/// <summary>A position as JSON.</summary>
internal static class PositionDocument
{
    public static JsonObject ToJson(ChainAccount<Position> account)
    {
        var position = account.Value;
        return new JsonObject
        {
            ["position"] = account.Address.ToString(),
            ["index"] = position.Index,
            ["amount"] = position.Amount.ToString(CultureInfo.InvariantCulture),
            ["unbondingAmount"] = position.UnbondingAmount.ToString(CultureInfo.InvariantCulture),
            ["withdrawAt"] = position.WithdrawAt,
            ["lockDays"] = position.LockDays,
            ["unlockAt"] = position.UnlockAt,
            ["weight"] = position.Weight.ToString(CultureInfo.InvariantCulture),
            ["pledge"] = position.Pledge.ToString(),
            ["subject"] = position.Subject == default ? null : position.Subject.ToString(),
            ["slot"] = account.Slot.Value,
        };
    }
}

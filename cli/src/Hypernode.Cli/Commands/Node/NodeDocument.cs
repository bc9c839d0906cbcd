using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Node;

/// <summary>A node as JSON.</summary>
internal static class NodeDocument
{
    public static JsonObject ToJson(ChainAccount<Client.Registry.Node> account)
    {
        var node = account.Value;
        return new JsonObject
        {
            ["node"] = account.Address.ToString(),
            ["status"] = node.Status.ToString(),
            ["privacy"] = node.Privacy.ToString(),
            ["group"] = Key(node.Group),
            ["authority"] = node.Authority.ToString(),
            ["pendingAuthority"] = Key(node.PendingAuthority),
            ["operator"] = node.Operator.ToString(),
            ["payout"] = node.Payout.ToString(),
            ["pendingPayout"] = Key(node.PendingPayout),
            ["payoutEffectiveAt"] = Moment(node.PayoutEffectiveAt),
            ["gpuVendor"] = node.GpuVendor.ToString(),
            ["gpuCount"] = node.GpuCount,
            ["gpusInUse"] = node.GpusInUse,
            ["fingerprints"] = node.Fingerprints,
            ["vramMib"] = node.VramMib,
            ["cpuCores"] = node.CpuCores,
            ["ramMib"] = node.RamMib,
            ["diskGib"] = node.DiskGib,
            ["maxRuns"] = node.MaxRuns,
            ["activeRuns"] = node.ActiveRuns,
            ["openReports"] = node.OpenReports,
            ["priceFloor"] = Units(node.PriceFloor),
            ["minDurationSeconds"] = node.MinDurationSeconds,
            ["maxDurationSeconds"] = node.MaxDurationSeconds,
            ["shareBps"] = new JsonArray([.. node.ShareBps.Select(part => JsonValue.Create(part))]),
            ["hours"] = NodeHours.Text(node.Hours),
            ["policyVersion"] = node.PolicyVersion,
            ["lastHeartbeatAt"] = node.LastHeartbeatAt,
            ["suspendedUntil"] = Moment(node.SuspendedUntil),
            ["registeredAt"] = node.RegisteredAt,
            ["slot"] = account.Slot.Value,
        };
    }

    public static string Units(ulong amount) => amount.ToString(CultureInfo.InvariantCulture);

    private static string? Key(Solana.Addresses.Address key) => key == default ? null : key.ToString();

    private static JsonValue? Moment(long unixSeconds) => unixSeconds == 0 ? null : JsonValue.Create(unixSeconds);
}

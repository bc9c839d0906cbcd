using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Group;

/// <summary>A group as JSON.</summary>
internal static class GroupDocument
{
    public static JsonObject ToJson(ChainAccount<Client.Registry.Group> group) => new()
    {
        ["group"] = group.Address.ToString(),
        ["authority"] = group.Value.Authority.ToString(),
        ["members"] = group.Value.Members,
        ["budgetCap"] = group.Value.BudgetCap.ToString(CultureInfo.InvariantCulture),
    };
}

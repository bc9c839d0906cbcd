using System.Text.Json.Nodes;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Name;

/// <summary>A name as JSON, and what the time says about it.</summary>
internal static class NameDocument
{
    /// <summary>Seconds after its last paid second in which a name is still its owner's.</summary>
    private const long GraceSeconds = 30 * 86_400;

    public static JsonObject ToJson(ChainAccount<Client.Registry.Name> name, long now) => new()
    {
        ["name"] = NameRecipes.TextOf(name.Value),
        ["account"] = name.Address.ToString(),
        ["owner"] = name.Value.Owner.ToString(),
        ["target"] = name.Value.Target == default ? null : name.Value.Target.ToString(),
        ["expiresAt"] = name.Value.ExpiresAt,
        ["standing"] = Standing(name.Value, now),
    };

    /// <summary>Whether it may be resolved: a service ignores one that is past its last paid second.</summary>
    public static string Standing(Client.Registry.Name name, long now) =>
        now <= name.ExpiresAt ? "held" : now <= name.ExpiresAt + GraceSeconds ? "lapsed" : "free to release";
}

using System.Text.Json.Nodes;

namespace Hypernode.IdlGen.Tests;

/// <summary>The smallest IDL there is.</summary>
internal static class Minimal
{
    public static JsonObject Idl() => new()
    {
        ["address"] = "CEbN7rC7sWpj2iTNpuzQqQovsNUkTPtoT1AFc2Wmm3ZF",
        ["metadata"] = new JsonObject { ["name"] = "smallest", ["version"] = "0.1.0", ["spec"] = "0.1.0" },
        ["instructions"] = new JsonArray(),
    };
}

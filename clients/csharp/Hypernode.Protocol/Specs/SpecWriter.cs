using System.Text.Json.Nodes;

namespace Hypernode.Protocol.Specs;

/// <summary>Writes the fields of a spec.</summary>
internal static class SpecWriter
{
    public static JsonObject Write(JobSpec spec) => new()
    {
        ["v"] = JobSpec.Version,
        ["image"] = new JsonObject { ["kind"] = Word(spec.Image.Kind), ["ref"] = spec.Image.Text },
        ["command"] = Texts(spec.Command),
        ["env"] = new JsonObject(spec.Environment.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        ["inputs"] = InputList.ToJson(spec.Inputs),
        ["outputs"] = new JsonObject { ["max_bytes"] = spec.Outputs.MaxBytes, ["max_files"] = spec.Outputs.MaxFiles },
        ["resources"] = new JsonObject
        {
            ["cpu_millis"] = spec.Resources.CpuMillis,
            ["memory_bytes"] = spec.Resources.MemoryBytes,
            ["temporary_bytes"] = spec.Resources.TemporaryBytes,
        },
        ["gpu"] = new JsonObject { ["count"] = spec.Gpu.Count, ["model"] = spec.Gpu.Model, ["vram_mib"] = spec.Gpu.VramMib },
        ["network"] = Word(spec.Network),
        ["max_seconds"] = spec.MaxSeconds,
        ["verification"] = Word(spec.Verification),
        ["secrets"] = Texts(spec.Secrets),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode?)text)];

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

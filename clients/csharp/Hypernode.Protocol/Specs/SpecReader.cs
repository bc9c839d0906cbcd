using Hypernode.Content.Manifests;
using Hypernode.Protocol.Documents;

namespace Hypernode.Protocol.Specs;

/// <summary>Reads the fields of a spec and checks each bound.</summary>
internal static class SpecReader
{
    private const long TiB = 1L << 40;

    public static JobSpec Read(DocumentNode root)
    {
        var spec = root.RequireVersion(JobSpec.Version).Object(
            "v", "image", "command", "env", "inputs", "outputs", "resources", "gpu", "network", "max_seconds", "verification", "secrets");
        var environment = ReadEnvironment(spec["env"]);
        var secrets = spec["secrets"].Items(0, 32).Select(secret => NameRules.Variable(secret.Text(0, 128), secret)).ToList();
        NameRules.RequireDistinct([.. secrets, .. environment.Keys], spec["secrets"]);
        return new JobSpec
        {
            Image = ReadImage(spec["image"]),
            Command = [.. spec["command"].Items(1, 256).Select((part, i) => part.Text(i == 0 ? 1 : 0, 32 * 1024))],
            Environment = environment,
            Inputs = ReadInputs(spec["inputs"]),
            Outputs = ReadOutputs(spec["outputs"]),
            Resources = ReadResources(spec["resources"]),
            Gpu = ReadGpu(spec["gpu"]),
            Network = string.Equals(spec["network"].Choice("none", "service"), "none", StringComparison.Ordinal) ? NetworkClass.None : NetworkClass.Service,
            MaxSeconds = (int)spec["max_seconds"].Integer(1, 2_592_000),
            Verification = ReadVerification(spec["verification"]),
            Secrets = secrets,
        };
    }

    private static ImageReference ReadImage(DocumentNode node)
    {
        if (string.Equals(node.Object("kind", "ref")["kind"].Choice("rootfs", "oci"), "rootfs", StringComparison.Ordinal))
        {
            return ImageReference.Rootfs(node["ref"].Content(ContentCodec.Json));
        }

        var text = node["ref"].Text(1, 512);
        return ImageReference.TryOci(text)
            ?? throw node["ref"].Refuse(DocumentFault.ImageNotPinned, $"\"{text}\" does not end with @sha256: and 64 lower-case hex digits; a tag can change its meaning.");
    }

    private static Dictionary<string, string> ReadEnvironment(DocumentNode node)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in node.Entries(128))
        {
            environment.Add(NameRules.Variable(key, node), value.Text(0, 8 * 1024));
        }

        return environment;
    }

    public static List<SpecInput> ReadInputs(DocumentNode node)
    {
        var inputs = node.Items(0, 64).Select(item => item.Object("name", "cid")).Select(item => new SpecInput(NameRules.Folder(item["name"]), item["cid"].Content(ContentCodec.Json))).ToList();
        NameRules.RequireDistinct(inputs.Select(input => input.Name), node);
        return inputs;
    }

    private static OutputBounds ReadOutputs(DocumentNode node)
    {
        var outputs = node.Object("max_bytes", "max_files");
        return new OutputBounds(outputs["max_bytes"].Integer(0, TiB), (int)outputs["max_files"].Integer(0, 10_000));
    }

    private static SpecResources ReadResources(DocumentNode node)
    {
        var resources = node.Object("cpu_millis", "memory_bytes", "temporary_bytes");
        return new SpecResources(
            (int)resources["cpu_millis"].Integer(1, 1_024_000),
            resources["memory_bytes"].Integer(1 << 20, 64 * TiB),
            resources["temporary_bytes"].Integer(0, TiB));
    }

    private static SpecGpu ReadGpu(DocumentNode node)
    {
        var gpu = node.Object("count", "model", "vram_mib");
        return new SpecGpu((int)gpu["count"].Integer(0, 1_024), gpu["model"].Text(0, 64), (int)gpu["vram_mib"].Integer(0, int.MaxValue));
    }

    private static VerificationMode ReadVerification(DocumentNode node) => node.Choice("plain", "audit", "quorum", "canary", "fingerprint") switch
    {
        "plain" => VerificationMode.Plain,
        "audit" => VerificationMode.Audit,
        "quorum" => VerificationMode.Quorum,
        "canary" => VerificationMode.Canary,
        _ => VerificationMode.Fingerprint,
    };
}

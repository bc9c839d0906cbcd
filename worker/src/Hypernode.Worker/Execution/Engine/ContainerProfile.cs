using System.Globalization;
using Hypernode.Docker.Containers;

namespace Hypernode.Worker.Execution.Engine;

/// <summary>The walls around every container: nobody's rights, no network, read-only root, hard limits, bounded logs.</summary>
internal static class ContainerProfile
{
    /// <summary>Tells one worker's containers from another's.</summary>
    public const string OwnerLabel = "network.hypernode.worker";

    private const long NanosPerMilli = 1_000_000;
    private const int OomScoreAdjustment = 500;
    private static readonly string User = string.Create(CultureInfo.InvariantCulture, $"{RunLimits.UserId}:{RunLimits.UserId}");

    public static ContainerSpec Of(RunRequest request, string image, string owner) => new()
    {
        Image = image,
        Cmd = request.Command,
        Env = [.. request.Environment.Select(pair => $"{pair.Key}={pair.Value}")],
        User = User,
        WorkingDir = "/out",
        Labels = new Dictionary<string, string>(request.Labels, StringComparer.Ordinal) { [OwnerLabel] = owner },
        HostConfig = new HostConfig
        {
            Memory = request.Limits.MemoryBytes,
            MemorySwap = request.Limits.MemoryBytes,
            NanoCpus = request.Limits.CpuMillis * NanosPerMilli,
            PidsLimit = RunLimits.Processes,
            ReadonlyRootfs = true,
            CapDrop = ["ALL"],
            SecurityOpt = ["no-new-privileges:true"],
            NetworkMode = "none",
            IpcMode = "private",
            ShmSize = RunLimits.SharedMemoryBytes,
            OomScoreAdj = OomScoreAdjustment,
            Init = true,
            AutoRemove = false,
            Ulimits = [new Ulimit("nofile", RunLimits.OpenFiles, RunLimits.OpenFiles), new Ulimit("core", 0, 0)],
            Tmpfs = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["/tmp"] = string.Create(CultureInfo.InvariantCulture, $"rw,noexec,nosuid,nodev,mode=1777,size={request.Limits.TemporaryBytes}"),
            },
            Mounts = [new Mount("bind", request.InputFolder, "/in", ReadOnly: true), new Mount("bind", request.OutputFolder, "/out", ReadOnly: false)],
            LogConfig = new LogConfig("json-file", new Dictionary<string, string>(StringComparer.Ordinal) { ["max-size"] = "10m", ["max-file"] = "1" }),
            RestartPolicy = new RestartPolicy("no"),
        },
    };

    /// <summary>Names each wall the engine did not build as told.</summary>
    public static IEnumerable<string> Missing(AppliedLimits applied, HostConfig wanted)
    {
        (string Name, bool Holds)[] walls =
        [
            ("memory", applied.Memory == wanted.Memory),
            ("swap", applied.MemorySwap == wanted.MemorySwap),
            ("processors", applied.NanoCpus == wanted.NanoCpus),
            ("pids", applied.PidsLimit == wanted.PidsLimit),
            ("read-only root", applied.ReadonlyRootfs == wanted.ReadonlyRootfs),
            ("capabilities", applied.CapDrop?.Contains("ALL", StringComparer.Ordinal) == true),
            ("no-new-privileges", applied.SecurityOpt?.Any(option => option.StartsWith("no-new-privileges", StringComparison.Ordinal)) == true),
            ("network", string.Equals(applied.NetworkMode, wanted.NetworkMode, StringComparison.Ordinal)),
        ];
        return walls.Where(wall => !wall.Holds).Select(wall => wall.Name);
    }
}

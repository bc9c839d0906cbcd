using System.Text.Json;
using Hypernode.Worker.Execution;

namespace Hypernode.Worker.Tests.Execution.Engine;

/// <summary>Answers in the engine's words.</summary>
internal static class EngineJson
{
    /// <summary>What the engine writes where nothing happened yet.</summary>
    public const string Never = "0001-01-01T00:00:00Z";

    public const string StartedAt = "2026-01-01T00:00:01.5Z";
    public const string FinishedAt = "2026-01-01T00:00:04Z";

    public static string Version(string newest, string? oldest) =>
        JsonSerializer.Serialize(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Version"] = "29.0.1", ["ApiVersion"] = newest, ["MinAPIVersion"] = oldest });

    public static string Info(bool memory = true, bool swap = true, bool pids = true, string[]? security = null, string cgroup = "1") => JsonSerializer.Serialize(new
    {
        MemoryLimit = memory,
        SwapLimit = swap,
        PidsLimit = pids,
        CpuCfsQuota = true,
        SecurityOptions = security ?? ["name=seccomp,profile=builtin"],
        CgroupVersion = cgroup,
    });

    public static string Image(params string[] digests) => JsonSerializer.Serialize(new { Id = "sha256:" + new string('0', 64), RepoDigests = digests });

    /// <summary>A container with the limits it was asked for, unless a limit is changed.</summary>
    public static string Container(
        RunRequest request,
        string status = "created",
        int exitCode = 0,
        bool oomKilled = false,
        string error = "",
        string startedAt = Never,
        string finishedAt = Never,
        bool tty = false,
        string owner = "",
        string? lacking = null)
    {
        var limits = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["Memory"] = request.Limits.MemoryBytes,
            ["MemorySwap"] = request.Limits.MemoryBytes,
            ["NanoCpus"] = request.Limits.CpuMillis * 1_000_000L,
            ["PidsLimit"] = RunLimits.Processes,
            ["ReadonlyRootfs"] = true,
            ["CapDrop"] = (string[])["ALL"],
            ["SecurityOpt"] = (string[])["no-new-privileges:true"],
            ["NetworkMode"] = "none",
        };
        if (lacking is not null)
        {
            limits[lacking] = limits[lacking] switch { string => "bridge", bool => false, string[] => null, _ => 0 };
        }

        return JsonSerializer.Serialize(new
        {
            Id = new string('c', 64),
            Name = "/" + request.Name,
            State = new { Status = status, Running = string.Equals(status, "running", StringComparison.Ordinal), OOMKilled = oomKilled, ExitCode = exitCode, Error = error, StartedAt = startedAt, FinishedAt = finishedAt },
            Config = new { Tty = tty, Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["network.hypernode.worker"] = owner } },
            HostConfig = limits,
        });
    }
}

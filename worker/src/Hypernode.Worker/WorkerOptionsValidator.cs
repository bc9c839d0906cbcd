using Hypernode.Hosting.Options;
using Hypernode.Solana.Addresses;

namespace Hypernode.Worker;

/// <summary>Refuses options a worker cannot start with, listing all problems.</summary>
public static class WorkerOptionsValidator
{
    private static readonly string[] Executors = ["auto", "docker", "sandbox"];

    /// <exception cref="OptionsException">At least one option is wrong.</exception>
    public static void Validate(WorkerOptions options)
    {
        var problems = new OptionProblems()
            .Require(options.StateFolder.Length > 0, "StateFolder is empty")
            .Require(Address.TryParse(options.Node, out _), $"Node '{options.Node}' is no address")
            .Require(options.OperatorKeyFile.Length > 0, "OperatorKeyFile is empty")
            .Require(Executors.Contains(options.Executor, StringComparer.Ordinal), $"Executor '{options.Executor}' is none of auto, docker, sandbox")
            .Require(options.AllowSandbox || !string.Equals(options.Executor, "sandbox", StringComparison.Ordinal), "Executor is sandbox but AllowSandbox is false")
            .Require(options.MaxRuns is >= 1 and <= 1000, $"MaxRuns {options.MaxRuns} is outside 1..1000")
            .Require(options.MemoryMib >= 0, $"MemoryMib {options.MemoryMib} is negative")
            .Require(options.Cpus >= 0, $"Cpus {options.Cpus} is negative")
            .Require(options.DiskGib >= 0, $"DiskGib {options.DiskGib} is negative")
            .Require(options.DiskFloorGib >= 0, $"DiskFloorGib {options.DiskFloorGib} is negative")
            .Require(options.MaxContentMib is >= 1 and <= 1 << 20, $"MaxContentMib {options.MaxContentMib} is outside 1..1048576")
            .Require(options.UploadKibPerSecond is >= 1 and <= 10 << 20, $"UploadKibPerSecond {options.UploadKibPerSecond} is outside 1..10485760")
            .Require(options.ScanSeconds is >= 1 and <= 60, $"ScanSeconds {options.ScanSeconds} is outside 1..60")
            .Require(options.HeartbeatSeconds is >= 30 and <= 900, $"HeartbeatSeconds {options.HeartbeatSeconds} is outside 30..900")
            .Require(options.MaxFeeLamports is >= 5_000 and <= 10_000_000, $"MaxFeeLamports {options.MaxFeeLamports} is outside 5000..10000000")
            .Require(options.ContentSources.Count > 0, "ContentSources is empty: specs and inputs could not be fetched");
        foreach (var market in options.Markets)
        {
            problems.Require(Address.TryParse(market, out _), $"Markets: '{market}' is no address");
        }

        foreach (var place in options.ContentSources.Concat(options.ContentSinks))
        {
            problems.Require(IsPlace(place), $"'{place}' is neither an absolute folder nor an http address");
        }

        problems.ThrowIfAny();
    }

    private static bool IsPlace(string place) =>
        Path.IsPathRooted(place) || (Uri.TryCreate(place, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https");
}

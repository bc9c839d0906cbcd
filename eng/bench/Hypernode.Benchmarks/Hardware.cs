using System.Runtime.InteropServices;

namespace Hypernode.Benchmarks;

/// <summary>What the figures were measured on.</summary>
/// <param name="Processor">Model name.</param>
/// <param name="Cores">Logical processors.</param>
/// <param name="MemoryGib">Memory in GiB.</param>
/// <param name="System">Operating system.</param>
/// <param name="Runtime">.NET version.</param>
/// <param name="LoadAverage">Load of the last minute when the run ended; above the number of cores the machine was busy with other work too.</param>
internal sealed record Hardware(string Processor, int Cores, double MemoryGib, string System, string Runtime, string LoadAverage)
{
    public static Hardware Read() => new(
        Field("/proc/cpuinfo", "model name"),
        Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024), 1),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        File.ReadAllText("/proc/loadavg").Split(' ')[0]);

    private static string Field(string path, string name) => File.ReadLines(path)
        .Where(l => l.StartsWith(name, StringComparison.Ordinal))
        .Select(l => l[(l.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())
        .FirstOrDefault("unknown");
}

using System.Globalization;
using Hypernode.Worker.Scheduling;

namespace Hypernode.Worker;

/// <summary>What this host lends to runs, from the options or, where they leave it open, from the host itself.</summary>
public static class HostResources
{
    private const long MibBytes = 1L << 20;
    private const long GibBytes = 1L << 30;

    public static HostCapacity Measure(WorkerOptions options) => new(
        options.MaxRuns,
        options.MemoryMib > 0 ? options.MemoryMib * MibBytes : TotalMemory() / 4 * 3,
        (options.Cpus > 0 ? options.Cpus : Environment.ProcessorCount) * 1000,
        options.DiskGib > 0 ? options.DiskGib * GibBytes : new DriveInfo(Path.GetFullPath(options.StateFolder)).AvailableFreeSpace / 2);

    private static long TotalMemory()
    {
        var line = File.ReadLines("/proc/meminfo").First(l => l.StartsWith("MemTotal:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}

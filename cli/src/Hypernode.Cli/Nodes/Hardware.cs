using System.Globalization;
using System.Runtime.InteropServices;
using Hypernode.Client.Registry;

namespace Hypernode.Cli.Nodes;

/// <summary>What this machine offers, as the registry stores it.</summary>
internal sealed record Hardware(ushort CpuCores, uint RamMib, uint DiskGib, Client.Registry.Architecture Architecture)
{
    private const long Gibibyte = 1024L * 1024 * 1024;

    /// <summary>Reads processors, memory and the free disk below a folder. Whole cores, MiB and GiB, rounded down.</summary>
    public static Hardware Probe(string folder) => new(
        (ushort)Math.Min(ushort.MaxValue, Environment.ProcessorCount),
        MemoryMib(),
        (uint)Math.Max(1, new DriveInfo(folder).AvailableFreeSpace / Gibibyte),
        RuntimeInformation.OSArchitecture switch
        {
            System.Runtime.InteropServices.Architecture.X64 => Client.Registry.Architecture.Amd64,
            System.Runtime.InteropServices.Architecture.Arm64 => Client.Registry.Architecture.Arm64,
            var other => throw new CliException(ExitCode.Environment, $"a worker does not run on {other}", "use an amd64 or arm64 machine"),
        });

    private static uint MemoryMib()
    {
        const string prefix = "MemTotal:";
        var line = File.ReadLines("/proc/meminfo").First(text => text.StartsWith(prefix, StringComparison.Ordinal));
        return uint.Parse(line[prefix.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) / 1024;
    }
}

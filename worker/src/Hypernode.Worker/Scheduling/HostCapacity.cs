namespace Hypernode.Worker.Scheduling;

/// <summary>What this host has left for runs.</summary>
/// <param name="Runs">Further runs.</param>
/// <param name="MemoryBytes">Memory in bytes.</param>
/// <param name="CpuMillis">Thousandths of a processor.</param>
/// <param name="DiskBytes">Disk in bytes.</param>
public sealed record HostCapacity(int Runs, long MemoryBytes, int CpuMillis, long DiskBytes)
{
    /// <summary>What is left when one more run of a job with these needs starts; negative members say what lacks.</summary>
    public HostCapacity Without(long memoryBytes, int cpuMillis, long diskBytes) =>
        new(Runs - 1, MemoryBytes - memoryBytes, CpuMillis - cpuMillis, DiskBytes - diskBytes);

    public bool IsNegative => Runs < 0 || MemoryBytes < 0 || CpuMillis < 0 || DiskBytes < 0;
}

namespace Hypernode.Worker.Execution;

/// <summary>Bounds of one run, enforced by the kernel where it can.</summary>
/// <param name="MemoryBytes">Memory of all processes together, <c>/tmp</c> and shared memory included; swap is none.</param>
/// <param name="CpuMillis">Thousandths of a processor.</param>
/// <param name="TemporaryBytes">Size of <c>/tmp</c>.</param>
/// <param name="OutputBytes">Size of <c>/out</c>.</param>
/// <param name="OutputFiles">Files and folders in <c>/out</c>.</param>
public sealed record RunLimits(long MemoryBytes, int CpuMillis, long TemporaryBytes, long OutputBytes, int OutputFiles = 10_000)
{
    /// <summary>Processes and threads alive at once.</summary>
    public const int Processes = 256;

    /// <summary>Open files per process.</summary>
    public const int OpenFiles = 1024;

    /// <summary>Bytes of <c>/dev/shm</c>: 64 MiB.</summary>
    public const long SharedMemoryBytes = 64L << 20;

    /// <summary>User and group inside the container: nobody.</summary>
    public const int UserId = 65534;
}

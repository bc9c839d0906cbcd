namespace Hypernode.Worker.Chain;

/// <summary>What a job asks of a node, and what a node has; 0 asks for nothing.</summary>
/// <param name="GpuCount">GPUs.</param>
/// <param name="VramMib">Memory of each GPU in MiB.</param>
/// <param name="CpuCores">Processor cores.</param>
/// <param name="RamMib">Memory in MiB.</param>
/// <param name="DiskGib">Disk in GiB.</param>
/// <param name="Region">ISO 3166 numeric.</param>
/// <param name="ArchitectureMask">Bit = value of the architecture.</param>
/// <param name="VendorMask">Bit = value of the GPU vendor.</param>
/// <param name="StakeTier">Least capacity tier, 1..4.</param>
/// <param name="ReputationTier">Least reputation tier, 0..5.</param>
public sealed record HardwareNeeds(
    int GpuCount, long VramMib, int CpuCores, long RamMib, long DiskGib, int Region, int ArchitectureMask, int VendorMask, int StakeTier, int ReputationTier);

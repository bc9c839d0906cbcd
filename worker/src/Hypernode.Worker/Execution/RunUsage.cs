namespace Hypernode.Worker.Execution;

/// <summary>What a run used, as the kernel counted it.</summary>
/// <param name="PeakMemoryBytes">Most memory in use at once.</param>
/// <param name="CpuMillis">Processor time of all processes in milliseconds.</param>
public sealed record RunUsage(long PeakMemoryBytes, long CpuMillis);

namespace Hypernode.Protocol.Specs;

/// <summary>What a run may use at most and a node must have at least.</summary>
/// <param name="CpuMillis">Thousandths of a processor, 1 to 1,024,000.</param>
/// <param name="MemoryBytes">Memory of all processes together, 1 MiB to 64 TiB.</param>
/// <param name="TemporaryBytes">Size of <c>/tmp</c>, 0 to 1 TiB; counts as memory.</param>
public sealed record SpecResources(int CpuMillis, long MemoryBytes, long TemporaryBytes);

namespace Hypernode.Protocol.Specs;

/// <summary>GPUs a run needs.</summary>
/// <param name="Count">How many, 0 to 1,024.</param>
/// <param name="Model">Part of the model's name; empty for any.</param>
/// <param name="VramMib">Memory of each in MiB at least; 0 for any.</param>
public sealed record SpecGpu(int Count, string Model, int VramMib)
{
    public static SpecGpu None { get; } = new(0, string.Empty, 0);
}

namespace Hypernode.Content.Bundles;

/// <summary>What a folder held.</summary>
/// <param name="Entries">Files and folders.</param>
/// <param name="Bytes">Sum of file sizes.</param>
public sealed record BundleSummary(int Entries, long Bytes);

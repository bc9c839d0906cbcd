namespace Hypernode.Content.Bundles;

/// <summary>What a folder held.</summary>
/// <param name="Files">Files, folders not counted.</param>
/// <param name="Bytes">Sum of file sizes.</param>
public sealed record BundleSummary(int Files, long Bytes);

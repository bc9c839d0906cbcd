namespace Hypernode.Content.Bundles;

/// <summary>What a folder may hold to be packed or unpacked.</summary>
/// <param name="MaxBytes">Sum of file sizes in bytes.</param>
/// <param name="MaxFiles">Files and folders together.</param>
/// <param name="MaxDepth">Path segments.</param>
public sealed record BundleLimits(long MaxBytes, int MaxFiles = 10_000, int MaxDepth = 16);

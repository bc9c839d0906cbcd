namespace Hypernode.Protocol.Specs;

/// <summary>What <c>/out</c> may hold; a run that exceeds it has failed.</summary>
/// <param name="MaxBytes">Sum of the files, 0 to 1 TiB.</param>
/// <param name="MaxFiles">Files and folders, 0 to 10,000.</param>
public sealed record OutputBounds(long MaxBytes, int MaxFiles);

using Hypernode.Content.Manifests;

namespace Hypernode.Protocol.Results;

/// <summary>Everything a run left in <c>/out</c>, packed into one bundle.</summary>
/// <param name="Cid">Manifest of the bundle.</param>
/// <param name="Files">Files and folders in it.</param>
/// <param name="Bytes">Sum of the file sizes.</param>
public sealed record ResultOutputs(ContentId Cid, int Files, long Bytes);

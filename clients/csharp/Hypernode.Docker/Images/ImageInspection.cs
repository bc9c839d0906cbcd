namespace Hypernode.Docker.Images;

/// <summary>The part of an image's description that pins it.</summary>
/// <param name="Id">Digest of its configuration, <c>sha256:...</c>.</param>
/// <param name="RepoDigests">Names with the digest of the manifest, <c>repository@sha256:...</c>.</param>
public sealed record ImageInspection(string Id, string[]? RepoDigests = null);

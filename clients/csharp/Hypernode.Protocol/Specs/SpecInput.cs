using Hypernode.Content.Manifests;

namespace Hypernode.Protocol.Specs;

/// <summary>A bundle of files the run finds below <c>/in</c>.</summary>
/// <param name="Name">Folder, one path segment.</param>
/// <param name="Cid">Manifest of the bundle.</param>
public sealed record SpecInput(string Name, ContentId Cid);

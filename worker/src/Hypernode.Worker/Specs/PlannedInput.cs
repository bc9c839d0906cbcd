using Hypernode.Content.Manifests;

namespace Hypernode.Worker.Specs;

/// <summary>One input of a job.</summary>
/// <param name="Name">Folder below <c>/in</c>.</param>
/// <param name="Id">Bundle that is unpacked there.</param>
public sealed record PlannedInput(string Name, ContentId Id);

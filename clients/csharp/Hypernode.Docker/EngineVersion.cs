namespace Hypernode.Docker;

/// <summary>Answer of <c>/version</c>.</summary>
public sealed record EngineVersion(string Version, string ApiVersion, string? MinAPIVersion = null);

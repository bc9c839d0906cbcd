namespace Hypernode.Docker.Containers;

/// <summary>What a container is made from.</summary>
public sealed record ContainerSpec
{
    public required string Image { get; init; }

    public required IReadOnlyList<string> Cmd { get; init; }

    /// <summary>Replaces the image's entry point; empty = none.</summary>
    public IReadOnlyList<string> Entrypoint { get; init; } = [];

    /// <summary><c>NAME=value</c>.</summary>
    public IReadOnlyList<string> Env { get; init; } = [];

    /// <summary><c>uid:gid</c>.</summary>
    public required string User { get; init; }

    public string WorkingDir { get; init; } = "/";

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public bool Tty { get; init; }

    public bool NetworkDisabled { get; init; } = true;

    public required HostConfig HostConfig { get; init; }
}

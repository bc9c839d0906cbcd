namespace Hypernode.Docker.Containers;

/// <summary>Limits and walls of a container.</summary>
public sealed record HostConfig
{
    /// <summary>Bytes of memory.</summary>
    public required long Memory { get; init; }

    /// <summary>Bytes of memory and swap together; equal to <see cref="Memory"/> = no swap.</summary>
    public required long MemorySwap { get; init; }

    /// <summary>Billionths of a processor.</summary>
    public required long NanoCpus { get; init; }

    public required long PidsLimit { get; init; }

    public required bool ReadonlyRootfs { get; init; }

    public required IReadOnlyList<string> CapDrop { get; init; }

    public required IReadOnlyList<string> SecurityOpt { get; init; }

    public required string NetworkMode { get; init; }

    public required string IpcMode { get; init; }

    /// <summary>Bytes of <c>/dev/shm</c>.</summary>
    public required long ShmSize { get; init; }

    public required int OomScoreAdj { get; init; }

    public required bool Init { get; init; }

    public required bool AutoRemove { get; init; }

    public required IReadOnlyList<Ulimit> Ulimits { get; init; }

    /// <summary>Folder to mount options, for instance <c>/tmp</c> to <c>noexec,size=65536</c>.</summary>
    public required IReadOnlyDictionary<string, string> Tmpfs { get; init; }

    public required IReadOnlyList<Mount> Mounts { get; init; }

    public required LogConfig LogConfig { get; init; }

    public required RestartPolicy RestartPolicy { get; init; }
}

/// <summary>A limit of the kernel per process.</summary>
public sealed record Ulimit(string Name, long Soft, long Hard);

/// <summary>A host folder inside the container.</summary>
public sealed record Mount(string Type, string Source, string Target, bool ReadOnly);

/// <summary>How the engine keeps output.</summary>
public sealed record LogConfig(string Type, IReadOnlyDictionary<string, string> Config);

/// <summary>Whether the engine starts a container again.</summary>
public sealed record RestartPolicy(string Name);

namespace Hypernode.Docker.Containers;

/// <summary>What the engine knows of a container.</summary>
public sealed record ContainerInspection(string Id, string Name, ContainerState State, ContainerConfig Config, AppliedLimits HostConfig);

/// <summary>Where it is in its life.</summary>
/// <param name="Status"><c>created running paused restarting removing exited dead</c>.</param>
/// <param name="Running">Whether its program runs.</param>
/// <param name="OOMKilled">Whether the kernel killed it at its memory limit.</param>
/// <param name="ExitCode">Valid once it has ended.</param>
/// <param name="StartedAt">RFC 3339; year 1 = never started.</param>
/// <param name="FinishedAt">RFC 3339; year 1 = not ended.</param>
/// <param name="Error">What the engine says about a failed start.</param>
public sealed record ContainerState(string Status, bool Running, bool OOMKilled, int ExitCode, DateTimeOffset StartedAt, DateTimeOffset FinishedAt, string? Error = null)
{
    /// <summary>Whether the engine ever started it: an exit code of 0 without this says nothing.</summary>
    public bool WasStarted => StartedAt.Year > 1;
}

/// <summary>The configuration that decides how logs are framed.</summary>
public sealed record ContainerConfig(bool Tty, IReadOnlyDictionary<string, string>? Labels = null);

/// <summary>Limits as the engine took them, read back.</summary>
public sealed record AppliedLimits(long Memory, long MemorySwap, long NanoCpus, string NetworkMode, bool ReadonlyRootfs, long? PidsLimit = null, string[]? CapDrop = null, string[]? SecurityOpt = null);

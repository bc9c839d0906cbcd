namespace Hypernode.Worker.Execution.Sandbox;

/// <summary>Where a sandbox keeps its things.</summary>
public sealed class SandboxOptions
{
    /// <summary>Folder for unpacked images and the records of sandboxes; one worker's own.</summary>
    public required string StateFolder { get; init; }

    /// <summary>Largest unpacked image in bytes; default 8 GiB.</summary>
    public long MaxImageBytes { get; init; } = 8L << 30;
}

using Hypernode.Content.Manifests;

namespace Hypernode.Worker.Execution;

/// <summary>What a container's root file system is made from.</summary>
public abstract record RunImage
{
    /// <summary>A root file system as a tar in the content store.</summary>
    /// <param name="Id">Id of its manifest.</param>
    public sealed record Rootfs(ContentId Id) : RunImage;

    /// <summary>An image of a registry, pinned.</summary>
    /// <param name="Repository">Name without tag or digest.</param>
    /// <param name="Digest">SHA-256 of its manifest, 64 lower-case hex digits.</param>
    public sealed record Registry(string Repository, string Digest) : RunImage;
}

namespace Hypernode.Protocol.Specs;

/// <summary>Where an image comes from.</summary>
public enum ImageKind
{
    /// <summary>A tar in content storage.</summary>
    Rootfs = 1,

    /// <summary>A registry of container images.</summary>
    Oci = 2,
}

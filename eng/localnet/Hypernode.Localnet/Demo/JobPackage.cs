using Hypernode.Client.Markets;
using Hypernode.Content.Bundles;
using Hypernode.Content.Manifests;
using Hypernode.Content.Stores;
using Hypernode.Protocol.Specs;

namespace Hypernode.Localnet.Demo;

/// <summary>A job's content as its requester publishes it: image, input and spec in a store, and the digests for the chain.</summary>
/// <param name="Spec">What is to be run.</param>
/// <param name="Digests">What the chain holds of it.</param>
public sealed record JobPackage(JobSpec Spec, JobDigests Digests)
{
    private const long MaxInputBytes = 64 << 20;
    private const long MaxOutputBytes = 16 << 20;
    private const int MaxOutputFiles = 16;
    private const int CpuMillis = 500;
    private const long MemoryBytes = 48 << 20;
    private const long TemporaryBytes = 8 << 20;

    /// <summary>Stores everything a node needs and names it.</summary>
    /// <param name="store">The requester's store; nodes fetch from it.</param>
    /// <param name="rootfsTar">Tar of the root file system.</param>
    /// <param name="inputFolder">Folder that becomes <c>/in/numbers</c>.</param>
    /// <param name="maxSeconds">Longest run.</param>
    /// <param name="cancellationToken">Stops storing.</param>
    public static async Task<JobPackage> StoreAsync(
        ContentStore store, string rootfsTar, string inputFolder, int maxSeconds, CancellationToken cancellationToken)
    {
        await using var tar = File.OpenRead(rootfsTar);
        var image = await store.PutAsync(tar, Manifest.BundleMime, cancellationToken);
        var (input, _) = await store.PutFolderAsync(inputFolder, new BundleLimits(MaxInputBytes), cancellationToken);
        var spec = new JobSpec
        {
            Image = ImageReference.Rootfs(image),
            Command = NumbersInput.Command,
            Inputs = [new SpecInput(NumbersInput.InputName, input)],
            Outputs = new OutputBounds(MaxOutputBytes, MaxOutputFiles),
            Resources = new SpecResources(CpuMillis, MemoryBytes, TemporaryBytes),
            MaxSeconds = maxSeconds,
        };
        store.PutBlob(spec.ToCanonicalBytes());
        return new JobPackage(spec, new JobDigests { Image = spec.Image.Digest, Input = spec.InputDigest, Spec = spec.Digest });
    }
}

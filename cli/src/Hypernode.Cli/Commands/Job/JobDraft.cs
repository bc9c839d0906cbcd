using Hypernode.Cli.Content;
using Hypernode.Content.Bundles;
using Hypernode.Content.Manifests;
using Hypernode.Content.Stores;
using Hypernode.Protocol.Specs;

namespace Hypernode.Cli.Commands.Job;

/// <summary>What the user wants to run, packed into content: image, input folders, spec.</summary>
internal sealed record JobDraft
{
    /// <summary>Largest input folder; more belongs on a data set's own storage.</summary>
    private const long MaxInputBytes = 10L * 1024 * 1024 * 1024;

    private const string TarMime = "application/x-tar";

    public required string Image { get; init; }

    public required IReadOnlyList<string> Command { get; init; }

    public required IReadOnlyList<string> Inputs { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required OutputBounds Outputs { get; init; }

    public required SpecResources Resources { get; init; }

    public required int MaxSeconds { get; init; }

    public VerificationMode Verification { get; init; } = VerificationMode.Plain;

    /// <summary>Packs and publishes everything a node needs before it can accept.</summary>
    public async Task<JobSpec> PublishAsync(ContentPlace place, Action<string> progress, CancellationToken cancellationToken)
    {
        var image = await PublishImageAsync(Image, place, progress, cancellationToken).ConfigureAwait(false);
        var inputs = new List<SpecInput>();
        foreach (var text in Inputs)
        {
            var (name, folder) = NameAndFolder(text);
            inputs.Add(await PublishInputAsync(name, folder, place, progress, cancellationToken).ConfigureAwait(false));
        }

        var spec = new JobSpec
        {
            Image = image,
            Command = Command,
            Environment = Environment,
            Inputs = inputs,
            Outputs = Outputs,
            Resources = Resources,
            MaxSeconds = MaxSeconds,
            Verification = Verification,
        };
        await place.PublishAsync(place.Store.PutBlob(spec.ToCanonicalBytes()), cancellationToken).ConfigureAwait(false);
        return spec;
    }

    /// <summary>Packs and publishes one input folder.</summary>
    public static async Task<SpecInput> PublishInputAsync(string name, string folder, ContentPlace place, Action<string> progress, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            throw new CliException(ExitCode.NotFound, $"there is no input folder '{folder}'", "write NAME=FOLDER, or FOLDER to keep its own name");
        }

        var (cid, summary) = await place.Store.PutFolderAsync(folder, new BundleLimits(MaxInputBytes), cancellationToken).ConfigureAwait(false);
        progress($"input /in/{name}: {summary.Entries} entries, {summary.Bytes} bytes");
        await place.PublishAsync(cid, cancellationToken).ConfigureAwait(false);
        return new SpecInput(name, cid);
    }

    /// <summary>The image a text names; the tar of a root file system is published.</summary>
    public static async Task<ImageReference> PublishImageAsync(string image, ContentPlace place, Action<string> progress, CancellationToken cancellationToken)
    {
        const string rootfs = "rootfs:";
        if (image.StartsWith(rootfs, StringComparison.Ordinal))
        {
            return ContentId.TryParse(image[rootfs.Length..], out var named) && named.Codec == ContentCodec.Json
                ? ImageReference.Rootfs(named)
                : throw new CliException(ExitCode.Usage, $"'{image}' names no root file system", "write rootfs: and the content id of a tar");
        }

        if (ImageReference.TryOci(image) is { } oci)
        {
            return oci;
        }

        if (!File.Exists(image))
        {
            throw new CliException(
                ExitCode.NotFound, $"there is no image '{image}'", "pass the tar of a root file system, rootfs:CID, or repository@sha256:DIGEST");
        }

        var tar = File.OpenRead(image);
        await using (tar.ConfigureAwait(false))
        {
            var id = await place.Store.PutAsync(tar, TarMime, cancellationToken).ConfigureAwait(false);
            progress($"image {id}");
            await place.PublishAsync(id, cancellationToken).ConfigureAwait(false);
            return ImageReference.Rootfs(id);
        }
    }

    private static (string Name, string Folder) NameAndFolder(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        var folder = at < 0 ? text : text[(at + 1)..];
        return (at < 0 ? new DirectoryInfo(folder).Name : text[..at], folder);
    }
}

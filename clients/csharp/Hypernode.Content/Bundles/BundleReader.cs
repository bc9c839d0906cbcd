using System.Formats.Tar;

namespace Hypernode.Content.Bundles;

/// <summary>Unpacks a bundle from somebody else into a folder of ours.</summary>
public static class BundleReader
{
    /// <summary>Writes the bundle's files below an existing, empty folder. On refusal the folder holds a part: the caller removes it.</summary>
    /// <param name="bundle">A tar; read to its end.</param>
    /// <param name="folder">Where files go.</param>
    /// <param name="limits">Bounds, checked before bytes are written.</param>
    /// <param name="cancellationToken">Stops between entries.</param>
    /// <exception cref="ContentException"><see cref="ContentError.BundleMalformed"/>, <see cref="ContentError.EntryKindRefused"/>, <see cref="ContentError.PathUnsafe"/>, <see cref="ContentError.TooManyFiles"/> or <see cref="ContentError.TooLarge"/>.</exception>
    public static async Task<BundleSummary> ExtractAsync(Stream bundle, string folder, BundleLimits limits, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        long bytes = 0;
        await using var reader = new TarReader(bundle, leaveOpen: true);
        while (await NextAsync(reader, cancellationToken) is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.Directory))
            {
                throw new ContentException(ContentError.EntryKindRefused, $"Bundle entry of kind {entry.EntryType}; only files and folders are taken.");
            }

            var isFolder = entry.EntryType == TarEntryType.Directory;
            var path = BundlePath.Check(isFolder ? entry.Name.TrimEnd('/') : entry.Name, limits.MaxDepth);
            if (!seen.Add(path))
            {
                throw new ContentException(ContentError.PathUnsafe, $"'{path}' occurs twice.");
            }

            if (seen.Count > limits.MaxFiles)
            {
                throw new ContentException(ContentError.TooManyFiles, $"More than {limits.MaxFiles} entries.");
            }

            var target = Path.Combine(folder, path);
            if (isFolder)
            {
                CreateFolder(target, path);
                continue;
            }

            if ((bytes += entry.Length) > limits.MaxBytes)
            {
                throw new ContentException(ContentError.TooLarge, $"More than {limits.MaxBytes} bytes of files.");
            }

            CreateFolder(Path.GetDirectoryName(target)!, path);
            await WriteFileAsync(entry, target, path, cancellationToken);
        }

        return new BundleSummary(seen.Count, bytes);
    }

    private static async Task<TarEntry?> NextAsync(TarReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.GetNextEntryAsync(copyData: false, cancellationToken);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new ContentException(ContentError.BundleMalformed, $"No readable tar: {e.Message}", e);
        }
    }

    private static void CreateFolder(string target, string path)
    {
        try
        {
            Directory.CreateDirectory(target);
        }
        catch (IOException e)
        {
            throw new ContentException(ContentError.PathUnsafe, $"'{path}' is both a file and a folder.", e);
        }
    }

    private static async Task WriteFileAsync(TarEntry entry, string target, string path, CancellationToken cancellationToken)
    {
        const UnixFileMode plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        var mode = entry.Mode.HasFlag(UnixFileMode.UserExecute) ? plain | execute : plain;
        try
        {
            await using var file = new FileStream(target, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode });
            if (entry.DataStream is { } data)
            {
                await data.CopyToAsync(file, cancellationToken);
            }

            if (file.Length != entry.Length)
            {
                throw new ContentException(ContentError.BundleMalformed, $"'{path}' ends early.");
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new ContentException(ContentError.BundleMalformed, $"'{path}' ends early.", e);
        }
        catch (IOException e) when (e is not EndOfStreamException && (File.Exists(target) || Directory.Exists(target)) && e.Message.Contains("exists", StringComparison.Ordinal))
        {
            throw new ContentException(ContentError.PathUnsafe, $"'{path}' is both a file and a folder.", e);
        }
    }
}

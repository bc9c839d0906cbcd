using System.Formats.Tar;
using Hypernode.Content;
using Hypernode.Content.Bundles;

namespace Hypernode.Worker.Execution.Images;

/// <summary>
/// Unpacks a root file system. Links are kept as they are, since they are only followed inside the container, but nothing is ever
/// written through one. Devices are left out and set-id bits dropped: the container gets its own <c>/dev</c> and gains no rights.
/// </summary>
internal static class RootfsExtractor
{
    private const int MaxEntries = 200_000;
    private const int MaxDepth = 64;
    private const UnixFileMode Permissions = (UnixFileMode)0b111_111_111;

    /// <summary>Mount points every container needs.</summary>
    private static readonly string[] MountPoints = ["proc", "dev", "tmp", "in", "out"];

    /// <summary>Unpacks into an existing, empty folder.</summary>
    /// <exception cref="ExecutionException"><see cref="ExecutionFault.Spec"/>: the tar is no root file system.</exception>
    public static async Task ExtractAsync(Stream tar, string folder, long maxBytes, CancellationToken cancellationToken)
    {
        var entries = 0;
        var left = maxBytes;
        try
        {
            await using var reader = new TarReader(tar, leaveOpen: true);
            while (await reader.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
            {
                if (++entries > MaxEntries)
                {
                    throw Refuse($"it has more than {MaxEntries} entries");
                }

                left = await ExtractEntryAsync(entry, folder, left, cancellationToken);
            }
        }
        catch (Exception e) when (IsOfTheTar(e))
        {
            throw new ExecutionException(ExecutionFault.Spec, $"The root file system is refused: {e.Message}", e);
        }

        foreach (var point in MountPoints)
        {
            if (FileStatus.Read(Path.Combine(folder, point)) is null)
            {
                Directory.CreateDirectory(Path.Combine(folder, point));
            }
        }
    }

    /// <summary>What the reader says of damaged headers: numbers that do not fit arrive as overflow or as a bad argument.</summary>
    private static bool IsOfTheTar(Exception e) => e
        is InvalidDataException or EndOfStreamException or FormatException or OverflowException or ArgumentException or PathTooLongException
        or ContentException { Error: ContentError.PathUnsafe };

    /// <returns>Bytes that may still follow.</returns>
    private static async Task<long> ExtractEntryAsync(TarEntry entry, string folder, long left, CancellationToken cancellationToken)
    {
        var name = Normalise(entry.Name);
        if (name.Length == 0)
        {
            return left;
        }

        var target = Locate(folder, name);
        var there = FileStatus.Read(target);
        if (there is not null && !(there.Kind == FileKind.Folder && entry.EntryType == TarEntryType.Directory))
        {
            // The framework follows a link that lies where a folder is to be.
            throw Refuse($"'{name}' is there already");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        switch (entry.EntryType)
        {
            case TarEntryType.Directory:
                Directory.CreateDirectory(target);
                File.SetUnixFileMode(target, entry.Mode & Permissions | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                return left;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile:
                left = Spend(left, entry.Length);
                await WriteFileAsync(entry, target, cancellationToken);
                return left;
            case TarEntryType.SymbolicLink:
                if (entry.LinkName.Length == 0 || entry.LinkName.Contains('\0', StringComparison.Ordinal))
                {
                    throw Refuse($"'{name}' is a link to nowhere");
                }

                File.CreateSymbolicLink(target, entry.LinkName);
                return left;
            case TarEntryType.HardLink:
                var source = Locate(folder, Normalise(entry.LinkName));
                if (FileStatus.Read(source) is not { Kind: FileKind.File } file)
                {
                    throw Refuse($"'{name}' is a hard link to '{entry.LinkName}', which is no file of it");
                }

                // Copied, so each one takes its own room.
                left = Spend(left, file.Size);
                File.Copy(source, target);
                return left;
            case TarEntryType.BlockDevice or TarEntryType.CharacterDevice or TarEntryType.Fifo:
                return left;
            default:
                throw Refuse($"'{name}' is an entry of kind {entry.EntryType}");
        }
    }

    private static long Spend(long left, long bytes) => bytes <= left ? left - bytes : throw Refuse($"it is {bytes - left} bytes larger than this host takes");

    private static async Task WriteFileAsync(TarEntry entry, string target, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = entry.Mode & Permissions | UnixFileMode.UserRead,
        };
        await using var file = new FileStream(target, options);
        if (entry.DataStream is { } data)
        {
            await data.CopyToAsync(file, cancellationToken);
        }
    }

    private static string Normalise(string name)
    {
        var trimmed = name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;
        trimmed = trimmed.Trim('/');
        return trimmed is "." or "" ? "" : BundlePath.Check(trimmed, MaxDepth);
    }

    /// <summary>The host path of an entry; refuses one whose parent is a link, through which a write would leave the folder.</summary>
    private static string Locate(string folder, string name)
    {
        var parent = folder;
        foreach (var segment in name.Split('/')[..^1])
        {
            parent = Path.Combine(parent, segment);
            if (FileStatus.Read(parent) is { Kind: not FileKind.Folder })
            {
                throw Refuse($"'{name}' lies below something that is no folder");
            }
        }

        return Path.Combine(folder, name);
    }

    private static ExecutionException Refuse(string why) => new(ExecutionFault.Spec, $"The root file system is refused: {why}.");
}

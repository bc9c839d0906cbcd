using System.Globalization;
using System.Text;

namespace Hypernode.Content.Bundles;

/// <summary>
/// Packs a folder as a tar whose bytes depend on nothing but names, contents and the owner's execute bit: sorted by UTF-8 bytes,
/// time, owner and group zero, ustar with a pax header only where ustar cannot hold a path or size. Equal folders give equal ids.
/// </summary>
public static class BundleWriter
{
    private const int BlockSize = 512;
    private const int NameSize = 100;
    private const long UstarMaxSize = (1L << 33) - 1;
    private const string FileMode644 = "0000644";
    private const string FileMode755 = "0000755";

    /// <summary>Writes the folder's files and folders; links, devices and unsafe names are refused.</summary>
    /// <param name="folder">What is packed; itself not an entry.</param>
    /// <param name="output">Receives the tar; left open.</param>
    /// <param name="limits">Bounds; the first one passed refuses the folder.</param>
    /// <param name="cancellationToken">Stops between reads.</param>
    /// <exception cref="ContentException"><see cref="ContentError.EntryKindRefused"/>, <see cref="ContentError.PathUnsafe"/>, <see cref="ContentError.TooManyFiles"/> or <see cref="ContentError.TooLarge"/>.</exception>
    public static async Task<BundleSummary> WriteAsync(string folder, Stream output, BundleLimits limits, CancellationToken cancellationToken)
    {
        var entries = Scan(folder, limits);
        long bytes = 0;
        foreach (var (path, status) in entries)
        {
            if (status.Kind == FileKind.Folder)
            {
                await WriteHeaderAsync(output, path + "/", 0, FileMode755, '5', cancellationToken);
                continue;
            }

            var executable = status.Mode.HasFlag(UnixFileMode.UserExecute);
            await WriteHeaderAsync(output, path, status.Size, executable ? FileMode755 : FileMode644, '0', cancellationToken);
            await CopyAsync(Path.Combine(folder, path), status.Size, output, cancellationToken);
            bytes += status.Size;
        }

        await output.WriteAsync(new byte[2 * BlockSize], cancellationToken);
        return new BundleSummary(entries.Count, bytes);
    }

    /// <summary>Lists what would be packed, in order, after every check of <see cref="WriteAsync"/>.</summary>
    public static IReadOnlyList<(string Path, FileStatus Status)> Scan(string folder, BundleLimits limits)
    {
        var found = new List<(string Path, FileStatus Status)>();
        long total = 0;
        var pending = new Stack<string>([""]);
        while (pending.TryPop(out var parent))
        {
            foreach (var absolute in Directory.EnumerateFileSystemEntries(Path.Combine(folder, parent), "*", EveryEntry))
            {
                var path = BundlePath.Check((parent.Length == 0 ? "" : parent + "/") + Path.GetFileName(absolute), limits.MaxDepth);
                var status = FileStatus.Read(absolute) ?? throw new ContentException(ContentError.PathUnsafe, $"'{path}' vanished or its name is not UTF-8.");
                if (status.Kind is FileKind.Link or FileKind.Special)
                {
                    throw new ContentException(ContentError.EntryKindRefused, $"'{path}' is a {(status.Kind == FileKind.Link ? "link" : "device, pipe or socket")}; only files and folders are taken.");
                }

                found.Add((path, status));
                if (found.Count > limits.MaxFiles)
                {
                    throw new ContentException(ContentError.TooManyFiles, $"More than {limits.MaxFiles} entries.");
                }

                if (status.Kind == FileKind.Folder)
                {
                    pending.Push(path);
                }
                else if ((total += status.Size) > limits.MaxBytes)
                {
                    throw new ContentException(ContentError.TooLarge, $"More than {limits.MaxBytes} bytes of files.");
                }
            }
        }

        found.Sort((a, b) => Encoding.UTF8.GetBytes(a.Path).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b.Path)));
        return found;
    }

    private static readonly EnumerationOptions EveryEntry = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false, ReturnSpecialDirectories = false };

    private static async Task CopyAsync(string file, long size, Stream output, CancellationToken cancellationToken)
    {
        await using var input = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var buffer = new byte[1 << 16];
        var left = size;
        while (left > 0)
        {
            var read = await input.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancellationToken);
            if (read == 0)
            {
                throw new ContentException(ContentError.SizeMismatch, $"{file} shrank while it was packed.");
            }

            await output.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            left -= read;
        }

        await PadAsync(output, size, cancellationToken);
    }

    private static async Task WriteHeaderAsync(Stream output, string path, long size, string mode, char type, CancellationToken cancellationToken)
    {
        var name = Encoding.UTF8.GetBytes(path);
        if (name.Length > NameSize || size > UstarMaxSize || name.Any(b => b > 0x7E))
        {
            var records = PaxRecord("path", path) + (size > UstarMaxSize ? PaxRecord("size", size.ToString(CultureInfo.InvariantCulture)) : "");
            var body = Encoding.UTF8.GetBytes(records);
            await output.WriteAsync(Header("pax"u8, body.Length, FileMode644, 'x'), cancellationToken);
            await output.WriteAsync(body, cancellationToken);
            await PadAsync(output, body.Length, cancellationToken);
            name = name[..Math.Min(NameSize, name.Length)];
        }

        await output.WriteAsync(Header(name, Math.Min(size, UstarMaxSize), mode, type), cancellationToken);
    }

    private static byte[] Header(ReadOnlySpan<byte> name, long size, string mode, char type)
    {
        var block = new byte[BlockSize];
        name.CopyTo(block);
        Encoding.ASCII.GetBytes(mode, block.AsSpan(100));
        "0000000"u8.CopyTo(block.AsSpan(108));
        "0000000"u8.CopyTo(block.AsSpan(116));
        Encoding.ASCII.GetBytes(Convert.ToString(size, 8).PadLeft(11, '0'), block.AsSpan(124));
        "00000000000"u8.CopyTo(block.AsSpan(136));
        block.AsSpan(148, 8).Fill((byte)' ');
        block[156] = (byte)type;
        "ustar\0"u8.CopyTo(block.AsSpan(257));
        "00"u8.CopyTo(block.AsSpan(263));
        var sum = 0;
        foreach (var b in block)
        {
            sum += b;
        }

        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ", block.AsSpan(148));
        return block;
    }

    /// <summary>One pax record; its length field counts its own digits.</summary>
    private static string PaxRecord(string key, string value)
    {
        var tail = $" {key}={value}\n";
        var bare = Encoding.UTF8.GetByteCount(tail);
        var length = bare + 1;
        while (bare + length.ToString(CultureInfo.InvariantCulture).Length != length)
        {
            length++;
        }

        return length.ToString(CultureInfo.InvariantCulture) + tail;
    }

    private static async Task PadAsync(Stream output, long size, CancellationToken cancellationToken)
    {
        var over = (int)(size % BlockSize);
        if (over > 0)
        {
            await output.WriteAsync(new byte[BlockSize - over], cancellationToken);
        }
    }
}

using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Hypernode.Content.Bundles;

/// <summary>What the kernel says about a path itself, links not followed. The framework's own calls open pipes and follow links.</summary>
/// <param name="Kind">Kind of the entry.</param>
/// <param name="Size">Bytes of a file.</param>
/// <param name="AllocatedBytes">Bytes on disk; less than <paramref name="Size"/> for sparse files.</param>
/// <param name="Mode">The lowest 12 mode bits.</param>
/// <param name="OwnerId">User id of the owner.</param>
public sealed partial record FileStatus(FileKind Kind, long Size, long AllocatedBytes, UnixFileMode Mode, uint OwnerId)
{
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const uint BasicFields = 0x7FF;
    private const int NoSuchEntry = 2;
    private const int NotAFolder = 20;
    private const int NameTooLong = 36;

    /// <summary>Reads the status; null when nothing is there.</summary>
    /// <exception cref="IOException">The kernel refused for another reason than absence.</exception>
    public static FileStatus? Read(string path)
    {
        Span<byte> raw = stackalloc byte[256];
        raw.Clear();
        if (StatX(CurrentFolder, path, NoFollow, BasicFields, ref MemoryMarshal.GetReference(raw)) != 0)
        {
            var reason = Marshal.GetLastPInvokeError();
            var problem = $"Cannot examine {path}: {new Win32Exception(reason).Message}";
            return reason switch
            {
                NoSuchEntry or NotAFolder => null,
                NameTooLong => throw new PathTooLongException(problem),
                _ => throw new IOException(problem),
            };
        }

        // The layout of struct statx is part of the kernel's interface and equal on every architecture.
        var mode = BinaryPrimitives.ReadUInt16LittleEndian(raw[28..]);
        var kind = (mode & 0xF000) switch
        {
            0x8000 => FileKind.File,
            0x4000 => FileKind.Folder,
            0xA000 => FileKind.Link,
            _ => FileKind.Special,
        };
        return new FileStatus(
            kind,
            (long)BinaryPrimitives.ReadUInt64LittleEndian(raw[40..]),
            (long)BinaryPrimitives.ReadUInt64LittleEndian(raw[48..]) * 512,
            (UnixFileMode)(mode & 0xFFF),
            BinaryPrimitives.ReadUInt32LittleEndian(raw[20..]));
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int folder, string path, int flags, uint mask, ref byte status);
}

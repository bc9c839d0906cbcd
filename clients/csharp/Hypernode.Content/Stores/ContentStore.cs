using System.Security.Cryptography;
using Hypernode.Content.Manifests;

namespace Hypernode.Content.Stores;

/// <summary>
/// A content-addressed folder. Objects appear whole or not at all, are verified on every read, and stay while an owner pins them.
/// Several processes may share one.
/// </summary>
public sealed class ContentStore
{
    private readonly string _root;
    private readonly TimeProvider _time;

    /// <summary>Opens the store, creating its folders.</summary>
    /// <param name="root">Folder of the store.</param>
    /// <param name="time">Clock for the age of unpinned objects.</param>
    public ContentStore(string root, TimeProvider time)
    {
        _root = Path.GetFullPath(root);
        _time = time;
        foreach (var folder in StoreLayout.ObjectFolders.Append(StoreLayout.Pins).Append(StoreLayout.Partial))
        {
            Directory.CreateDirectory(Path.Combine(_root, folder));
        }
    }

    /// <summary>Absolute folder of the store.</summary>
    public string Root => _root;

    /// <summary>Stores a stream of any length in bounded memory.</summary>
    /// <param name="content">Read to its end.</param>
    /// <param name="mime">Media type, 1..127 printable ASCII.</param>
    /// <param name="cancellationToken">Stops the write; nothing is stored then.</param>
    /// <returns>The id of the manifest.</returns>
    public async Task<ContentId> PutAsync(Stream content, string mime, CancellationToken cancellationToken)
    {
        var temporary = NewTemporary();
        try
        {
            var tree = new MerkleTree();
            using var leaves = new MemoryStream();
            long size = 0;
            await using (var file = CreateTemporary(temporary))
            {
                var chunk = new byte[Manifest.ChunkSize];
                int read;
                while ((read = await content.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, cancellationToken)) > 0)
                {
                    var leaf = MerkleTree.HashLeaf(chunk.AsSpan(0, read));
                    tree.Append(leaf);
                    leaves.Write(leaf);
                    await file.WriteAsync(chunk.AsMemory(0, read), cancellationToken);
                    size += read;
                }

                file.Flush(flushToDisk: true);
            }

            var manifest = new Manifest(size, tree.Root(), mime);
            return Commit(manifest, leaves.ToArray(), temporary);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Stores bytes of at most one chunk under their own hash.</summary>
    /// <exception cref="ContentException"><see cref="ContentError.TooLarge"/>.</exception>
    public ContentId PutBlob(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Manifest.ChunkSize)
        {
            throw new ContentException(ContentError.TooLarge, $"A blob of {bytes.Length} bytes; store more than {Manifest.ChunkSize} bytes as a stream.");
        }

        var id = ContentId.OfBlob(bytes);
        var path = PathOf(StoreLayout.Blobs, id);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            DurableFile.Write(path, bytes);
        }

        return id;
    }

    /// <summary>Whether the store holds the content; what it holds is verified when read.</summary>
    public bool Contains(ContentId id) =>
        File.Exists(PathOf(id.Codec == ContentCodec.Raw ? StoreLayout.Blobs : StoreLayout.Manifests, id));

    /// <summary>Reads a blob and verifies it.</summary>
    /// <exception cref="ContentException"><see cref="ContentError.NotFound"/>, <see cref="ContentError.DigestMismatch"/> or <see cref="ContentError.TooLarge"/>.</exception>
    public byte[] GetBlob(ContentId id)
    {
        var bytes = ReadCapped(PathOf(StoreLayout.Blobs, id), Manifest.ChunkSize, id);
        CheckDigest(id, bytes);
        return bytes;
    }

    /// <summary>Reads and verifies a manifest.</summary>
    /// <exception cref="ContentException"><see cref="ContentError.NotFound"/>, <see cref="ContentError.DigestMismatch"/> or <see cref="ContentError.ManifestMalformed"/>.</exception>
    public Manifest GetManifest(ContentId id)
    {
        var bytes = ReadCapped(PathOf(StoreLayout.Manifests, id), Manifest.MaxBytes, id);
        CheckDigest(id, bytes);
        return Manifest.Parse(bytes);
    }

    /// <summary>Opens content for reading; every chunk is verified before a byte of it is handed out.</summary>
    /// <exception cref="ContentException"><see cref="ContentError.NotFound"/>, <see cref="ContentError.DigestMismatch"/>, <see cref="ContentError.ChunkCorrupt"/>; on reading also <see cref="ContentError.SizeMismatch"/>.</exception>
    public VerifiedStream Open(ContentId id)
    {
        var manifest = GetManifest(id);
        var leaves = ReadCapped(PathOf(StoreLayout.Leaves, id), manifest.ChunkCount * ContentId.DigestSize, id);
        CheckLeaves(manifest, leaves);
        try
        {
            return new VerifiedStream(new FileStream(PathOf(StoreLayout.Data, id), FileMode.Open, FileAccess.Read, FileShare.Read), manifest, leaves);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw NotFound(id, e);
        }
    }

    /// <summary>Keeps the content until <see cref="Unpin"/> names the same owner; survives restarts.</summary>
    /// <param name="owner">Who needs it, for instance a run: 1..120 letters, digits, <c>-</c>, <c>_</c>.</param>
    /// <param name="id">What is kept.</param>
    public void Pin(string owner, ContentId id)
    {
        var folder = PinFolder(owner);
        Directory.CreateDirectory(folder);
        DurableFile.Write(Path.Combine(folder, id.Hex), []);
    }

    /// <summary>Drops every pin of an owner; an unknown owner is fine.</summary>
    public void Unpin(string owner)
    {
        var folder = PinFolder(owner);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Removes unpinned objects and unfinished transfers older than <paramref name="minimumAge"/>.</summary>
    /// <returns>Bytes freed.</returns>
    public long CollectGarbage(TimeSpan minimumAge)
    {
        var pinned = Directory.EnumerateFiles(Path.Combine(_root, StoreLayout.Pins), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetFileName(path)!)
            .ToHashSet(StringComparer.Ordinal);
        var before = _time.GetUtcNow().UtcDateTime - minimumAge;
        long freed = 0;
        foreach (var folder in StoreLayout.ObjectFolders.Append(StoreLayout.Partial))
        {
            foreach (var file in new DirectoryInfo(Path.Combine(_root, folder)).EnumerateFiles("*", SearchOption.AllDirectories))
            {
                if (!pinned.Contains(file.Name) && file.LastWriteTimeUtc < before)
                {
                    freed += file.Length;
                    file.Delete();
                }
            }
        }

        return freed;
    }

    internal static void CheckDigest(ContentId id, ReadOnlySpan<byte> bytes)
    {
        if (!SHA256.HashData(bytes).AsSpan().SequenceEqual(id.Digest))
        {
            throw new ContentException(ContentError.DigestMismatch, $"Bytes do not hash to {id}.");
        }
    }

    internal static void CheckLeaves(Manifest manifest, ReadOnlySpan<byte> leaves)
    {
        if (leaves.Length != manifest.ChunkCount * ContentId.DigestSize || !MerkleTree.RootOf(leaves).AsSpan().SequenceEqual(manifest.Root))
        {
            throw new ContentException(ContentError.ChunkCorrupt, "The chunk hashes do not lead to the manifest's root.");
        }
    }

    internal string PathOf(string folder, ContentId id) => Path.Combine(_root, StoreLayout.PathOf(folder, id));

    internal string PartialPath(ContentId id) => Path.Combine(_root, StoreLayout.Partial, id.Hex);

    /// <summary>Moves a verified, fsynced data file into place. The manifest comes last: it makes the content visible.</summary>
    internal ContentId Commit(Manifest manifest, byte[] leaves, string dataFile)
    {
        var bytes = manifest.ToBytes();
        var id = ContentId.OfManifest(bytes);
        foreach (var folder in (string[])[StoreLayout.Manifests, StoreLayout.Leaves, StoreLayout.Data])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(folder, id))!);
        }

        if (!Contains(id))
        {
            DurableFile.Commit(dataFile, PathOf(StoreLayout.Data, id));
            DurableFile.Write(PathOf(StoreLayout.Leaves, id), leaves);
            DurableFile.Write(PathOf(StoreLayout.Manifests, id), bytes);
        }

        return id;
    }

    internal static FileStream CreateTemporary(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.OpenOrCreate,
        Access = FileAccess.ReadWrite,
        Share = FileShare.None,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
    });

    private string NewTemporary() => Path.Combine(_root, StoreLayout.Partial, "put-" + Guid.NewGuid().ToString("N"));

    private string PinFolder(string owner)
    {
        if (owner.Length is 0 or > 120 || owner.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
        {
            throw new ContentException(ContentError.PathUnsafe, "A pin's owner has 1..120 letters, digits, '-' or '_'.");
        }

        return Path.Combine(_root, StoreLayout.Pins, owner);
    }

    private static byte[] ReadCapped(string path, long cap, ContentId id)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (file.Length > cap)
            {
                throw new ContentException(ContentError.TooLarge, $"{Path.GetFileName(path)} has {file.Length} bytes, at most {cap} belong there.");
            }

            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw NotFound(id, e);
        }
    }

    private static ContentException NotFound(ContentId id, Exception inner) =>
        new(ContentError.NotFound, $"{id} is not in this store; fetch it first.", inner);
}

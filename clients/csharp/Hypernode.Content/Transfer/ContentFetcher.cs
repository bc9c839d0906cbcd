using System.Collections.Concurrent;
using Hypernode.Content.Manifests;
using Hypernode.Content.Stores;

namespace Hypernode.Content.Transfer;

/// <summary>
/// Brings content into a store from the first source that has it, chunk by chunk; each chunk is verified before it is written,
/// a source that sent a wrong byte is left alone for an hour, and an interrupted transfer goes on where it stopped.
/// </summary>
/// <param name="store">Where content goes.</param>
/// <param name="sources">Tried in order.</param>
/// <param name="time">Clock of the bans.</param>
public sealed class ContentFetcher(ContentStore store, IReadOnlyList<IContentSource> sources, TimeProvider time)
{
    private static readonly TimeSpan BanTime = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<IContentSource, DateTimeOffset> _bannedUntil = new();
    private readonly ConcurrentDictionary<ContentId, Task> _underWay = new();

    /// <summary>Fetches a blob unless it is here.</summary>
    /// <exception cref="ContentException"><see cref="ContentError.Unavailable"/>.</exception>
    public async Task<byte[]> FetchBlobAsync(ContentId id, CancellationToken cancellationToken)
    {
        if (store.Contains(id))
        {
            return store.GetBlob(id);
        }

        var bytes = await FromAnySourceAsync(id, source => SmallPartAsync(source, id, ContentPart.Blob, Manifest.ChunkSize, cancellationToken), cancellationToken);
        store.PutBlob(bytes);
        return bytes;
    }

    /// <summary>Finds the manifest here or at a source without fetching the content: is it there, and how large is it?</summary>
    /// <exception cref="ContentException"><see cref="ContentError.Unavailable"/>.</exception>
    public async Task<Manifest> FindAsync(ContentId id, CancellationToken cancellationToken) => store.Contains(id)
        ? store.GetManifest(id)
        : await FromAnySourceAsync(id, source => ManifestAsync(source, id, cancellationToken), cancellationToken);

    /// <summary>Fetches content unless it is here; who asks for what is on its way waits for it.</summary>
    /// <param name="id">Id of a manifest.</param>
    /// <param name="maxBytes">Largest content accepted.</param>
    /// <param name="cancellationToken">Stops the transfer; what came stays for the next try.</param>
    /// <exception cref="ContentException"><see cref="ContentError.Unavailable"/> or <see cref="ContentError.TooLarge"/>.</exception>
    public async Task<Manifest> FetchAsync(ContentId id, long maxBytes, CancellationToken cancellationToken)
    {
        var known = await FindAsync(id, cancellationToken);
        if (known.Size > maxBytes)
        {
            throw new ContentException(ContentError.TooLarge, $"{id} has {known.Size} bytes; at most {maxBytes} are accepted here.");
        }

        while (!store.Contains(id))
        {
            var own = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var first = _underWay.GetOrAdd(id, own.Task);
            if (first != own.Task)
            {
                await first.WaitAsync(cancellationToken);
                continue;
            }

            try
            {
                return await FromAnySourceAsync(id, source => TransferAsync(source, id, cancellationToken), cancellationToken);
            }
            finally
            {
                _underWay.TryRemove(id, out _);
                own.SetResult();
            }
        }

        return known;
    }

    private async Task<T> FromAnySourceAsync<T>(ContentId id, Func<IContentSource, Task<T?>> attempt, CancellationToken cancellationToken)
        where T : class
    {
        var reasons = new List<string>();
        foreach (var source in sources)
        {
            if (_bannedUntil.TryGetValue(source, out var until) && until > time.GetUtcNow())
            {
                reasons.Add($"{source.Name}: sent wrong bytes, left alone until {until:O}");
                continue;
            }

            try
            {
                if (await attempt(source) is { } result)
                {
                    return result;
                }

                reasons.Add($"{source.Name}: does not hold it");
            }
            catch (ContentException e)
            {
                _bannedUntil[source] = time.GetUtcNow() + BanTime;
                reasons.Add($"{source.Name}: {e.Message}");
            }
            catch (Exception e) when (e is IOException or HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                reasons.Add($"{source.Name}: {e.Message}");
            }
        }

        var detail = reasons.Count == 0 ? "no source is configured" : string.Join("; ", reasons);
        throw new ContentException(ContentError.Unavailable, $"{id} cannot be had: {detail}.");
    }

    private static async Task<byte[]?> SmallPartAsync(IContentSource source, ContentId id, ContentPart part, long maxBytes, CancellationToken cancellationToken)
    {
        await using var stream = await source.OpenAsync(id, part, 0, cancellationToken);
        if (stream is null)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 14];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > maxBytes)
            {
                throw new ContentException(ContentError.TooLarge, $"{part} has more than {maxBytes} bytes.");
            }
        }

        var whole = bytes.ToArray();
        if (part is ContentPart.Blob or ContentPart.Manifest)
        {
            ContentStore.CheckDigest(id, whole);
        }

        return whole;
    }

    private static async Task<Manifest?> ManifestAsync(IContentSource source, ContentId id, CancellationToken cancellationToken) =>
        await SmallPartAsync(source, id, ContentPart.Manifest, Manifest.MaxBytes, cancellationToken) is { } bytes ? Manifest.Parse(bytes) : null;

    private async Task<Manifest?> TransferAsync(IContentSource source, ContentId id, CancellationToken cancellationToken)
    {
        if (await ManifestAsync(source, id, cancellationToken) is not { } manifest)
        {
            return null;
        }

        var leaves = await SmallPartAsync(source, id, ContentPart.Leaves, manifest.ChunkCount * ContentId.DigestSize, cancellationToken);
        if (leaves is null)
        {
            return null;
        }

        ContentStore.CheckLeaves(manifest, leaves);
        var partial = store.PartialPath(id);
        await using (var file = ContentStore.CreateTemporary(partial))
        {
            var have = await VerifiedPrefixAsync(file, manifest, leaves, cancellationToken);
            file.SetLength(have);
            file.Position = have;
            await using var data = await source.OpenAsync(id, ContentPart.Data, have, cancellationToken);
            if (data is null)
            {
                return null;
            }

            await CopyChunksAsync(data, file, manifest, leaves, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        store.Commit(manifest, leaves, partial);
        return manifest;
    }

    /// <summary>Bytes of whole, matching chunks an earlier transfer left behind.</summary>
    private static async Task<long> VerifiedPrefixAsync(FileStream file, Manifest manifest, byte[] leaves, CancellationToken cancellationToken)
    {
        var chunk = new byte[Manifest.ChunkSize];
        long have = 0;
        for (long index = 0; index < manifest.ChunkCount; index++)
        {
            var wanted = (int)Math.Min(Manifest.ChunkSize, manifest.Size - have);
            if (await file.ReadAtLeastAsync(chunk.AsMemory(0, wanted), wanted, throwOnEndOfStream: false, cancellationToken) < wanted || !Matches(chunk.AsSpan(0, wanted), leaves, index))
            {
                break;
            }

            have += wanted;
        }

        return have;
    }

    private static async Task CopyChunksAsync(Stream data, FileStream file, Manifest manifest, byte[] leaves, CancellationToken cancellationToken)
    {
        var chunk = new byte[Manifest.ChunkSize];
        while (file.Position < manifest.Size)
        {
            var index = file.Position / Manifest.ChunkSize;
            var wanted = (int)Math.Min(Manifest.ChunkSize, manifest.Size - file.Position);
            if (await data.ReadAtLeastAsync(chunk.AsMemory(0, wanted), wanted, throwOnEndOfStream: false, cancellationToken) < wanted)
            {
                throw new IOException($"the stream ended in chunk {index} of {manifest.ChunkCount}");
            }

            if (!Matches(chunk.AsSpan(0, wanted), leaves, index))
            {
                throw new ContentException(ContentError.ChunkCorrupt, $"chunk {index} does not match its hash");
            }

            await file.WriteAsync(chunk.AsMemory(0, wanted), cancellationToken);
        }

        if (await data.ReadAsync(chunk.AsMemory(0, 1), cancellationToken) != 0)
        {
            throw new ContentException(ContentError.SizeMismatch, $"more than the {manifest.Size} bytes of the manifest");
        }
    }

    private static bool Matches(ReadOnlySpan<byte> chunk, byte[] leaves, long index) =>
        MerkleTree.HashLeaf(chunk).AsSpan().SequenceEqual(leaves.AsSpan((int)index * ContentId.DigestSize, ContentId.DigestSize));
}

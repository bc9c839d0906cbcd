using Hypernode.Content.Manifests;

namespace Hypernode.Content.Stores;

/// <summary>Reads content chunk by chunk and hands out no byte of a chunk before it matched its leaf. Holds one chunk in memory.</summary>
public sealed class VerifiedStream : Stream
{
    private readonly Stream _inner;
    private readonly byte[] _leaves;
    private readonly byte[] _chunk;
    private int _chunkLength;
    private int _chunkAt;
    private long _nextChunk;
    private long _position;

    internal VerifiedStream(Stream inner, Manifest manifest, byte[] leaves)
    {
        _inner = inner;
        Manifest = manifest;
        _leaves = leaves;
        _chunk = new byte[(int)Math.Min(Manifest.ChunkSize, Math.Max(1, manifest.Size))];
    }

    /// <summary>What the bytes are verified against.</summary>
    public Manifest Manifest { get; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => Manifest.Size;

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    /// <exception cref="ContentException"><see cref="ContentError.ChunkCorrupt"/> or <see cref="ContentError.SizeMismatch"/>.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_chunkAt == _chunkLength)
        {
            if (_nextChunk == Manifest.ChunkCount)
            {
                return 0;
            }

            var wanted = Wanted();
            Accept(wanted, _inner.ReadAtLeast(_chunk.AsSpan(0, wanted), wanted, throwOnEndOfStream: false));
        }

        return Take(buffer);
    }

    /// <inheritdoc cref="Read(Span{byte})"/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_chunkAt == _chunkLength)
        {
            if (_nextChunk == Manifest.ChunkCount)
            {
                return 0;
            }

            var wanted = Wanted();
            var read = await _inner.ReadAtLeastAsync(_chunk.AsMemory(0, wanted), wanted, throwOnEndOfStream: false, cancellationToken);
            Accept(wanted, read);
        }

        return Take(buffer.Span);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Wanted() => (int)Math.Min(Manifest.ChunkSize, Manifest.Size - _nextChunk * Manifest.ChunkSize);

    private void Accept(int wanted, int read)
    {
        if (read < wanted)
        {
            throw new ContentException(ContentError.SizeMismatch, $"Content ends {wanted - read} bytes early in chunk {_nextChunk}.");
        }

        var leaf = _leaves.AsSpan((int)_nextChunk * ContentId.DigestSize, ContentId.DigestSize);
        if (!MerkleTree.HashLeaf(_chunk.AsSpan(0, wanted)).AsSpan().SequenceEqual(leaf))
        {
            throw new ContentException(ContentError.ChunkCorrupt, $"Chunk {_nextChunk} does not match its hash.");
        }

        _nextChunk++;
        _chunkLength = wanted;
        _chunkAt = 0;
    }

    private int Take(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _chunkLength - _chunkAt);
        _chunk.AsSpan(_chunkAt, count).CopyTo(buffer);
        _chunkAt += count;
        _position += count;
        return count;
    }
}

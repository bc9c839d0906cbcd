using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Hypernode.Solana.Addresses;

namespace Hypernode.Protocol.Digests;

/// <summary>SHA-256 over a tag <c>hypernode:NAME:v1</c> and fields of fixed width, integers little-endian.</summary>
internal sealed class ProtocolDigest : IDisposable
{
    private readonly IncrementalHash _hash;

    public ProtocolDigest(string name)
    {
        _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _hash.AppendData(Encoding.ASCII.GetBytes($"hypernode:{name}:v1"));
    }

    public ProtocolDigest Add(Address value)
    {
        _hash.AppendData(value.Bytes);
        return this;
    }

    public ProtocolDigest Add(Hash value)
    {
        _hash.AppendData(value.Bytes);
        return this;
    }

    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public ProtocolDigest AddDigest(ReadOnlySpan<byte> value)
    {
        if (value.Length != SHA256.HashSizeInBytes)
        {
            throw new ArgumentException($"A digest has {SHA256.HashSizeInBytes} bytes, not {value.Length}.", nameof(value));
        }

        _hash.AppendData(value);
        return this;
    }

    public ProtocolDigest AddRaw(ReadOnlySpan<byte> value)
    {
        _hash.AppendData(value);
        return this;
    }

    public ProtocolDigest Add(byte value) => AddRaw([value]);

    public ProtocolDigest Add(ushort value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return AddRaw(bytes);
    }

    public ProtocolDigest Add(uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return AddRaw(bytes);
    }

    public ProtocolDigest Add(int value) => Add((uint)value);

    public ProtocolDigest Add(ulong value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return AddRaw(bytes);
    }

    public ProtocolDigest Add(long value) => Add((ulong)value);

    public byte[] Finish() => _hash.GetHashAndReset();

    public void Dispose() => _hash.Dispose();
}

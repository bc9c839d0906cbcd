using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Hypernode.Solana.Addresses;

namespace Hypernode.Client.Wire;

/// <summary>Writes little-endian, packed values into a buffer of exactly the right size.</summary>
public ref struct WireWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;

    /// <summary>Bytes written so far.</summary>
    public int Offset { get; private set; }

    public void WriteByte(byte value) => Take(1)[0] = value;

    public void WriteSByte(sbyte value) => Take(1)[0] = (byte)value;

    public void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Take(2), value);

    public void WriteInt16(short value) => BinaryPrimitives.WriteInt16LittleEndian(Take(2), value);

    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(4), value);

    public void WriteInt32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(4), value);

    public void WriteUInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(8), value);

    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);

    public void WriteUInt128(UInt128 value) => BinaryPrimitives.WriteUInt128LittleEndian(Take(16), value);

    public void WriteInt128(Int128 value) => BinaryPrimitives.WriteInt128LittleEndian(Take(16), value);

    public void WriteSingle(float value) => BinaryPrimitives.WriteSingleLittleEndian(Take(4), value);

    public void WriteDouble(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Take(8), value);

    public void WriteBoolean(bool value) => Take(1)[0] = value ? (byte)1 : (byte)0;

    public void WriteAddress(Address value) => value.Bytes.CopyTo(Take(Address.Length));

    /// <summary>32 bytes without sign.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0, or 2^256 and more.</exception>
    public void WriteUInt256(BigInteger value) => WriteBig(value, isUnsigned: true);

    /// <summary>32 bytes in two's complement.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside -2^255 .. 2^255 - 1.</exception>
    public void WriteInt256(BigInteger value) => WriteBig(value, isUnsigned: false);

    /// <summary>Exactly <paramref name="length"/> bytes.</summary>
    /// <exception cref="ArgumentException">The value has another length.</exception>
    public void WriteBytes(scoped ReadOnlySpan<byte> value, int length, string field)
    {
        RequireLength(value.Length, length, field);
        value.CopyTo(Take(length));
    }

    /// <summary>A four-byte length and the bytes.</summary>
    public void WritePrefixedBytes(scoped ReadOnlySpan<byte> value)
    {
        WriteCount(value.Length);
        value.CopyTo(Take(value.Length));
    }

    /// <summary>A four-byte length and the UTF-8 bytes of the text.</summary>
    public void WriteString(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        WriteCount(length);
        Encoding.UTF8.GetBytes(value, Take(length));
    }

    /// <summary>The four-byte element count of a vector.</summary>
    public void WriteCount(int count) => WriteUInt32((uint)count);

    /// <summary>One byte: whether an optional value follows.</summary>
    public void WriteOption(bool present) => WriteBoolean(present);

    /// <summary>Four bytes: whether an optional value follows.</summary>
    public void WriteWideOption(bool present) => WriteUInt32(present ? 1u : 0u);

    /// <summary>Bytes that carry nothing, written as zero.</summary>
    public void Skip(int length) => Take(length).Clear();

    /// <summary>Raw bytes, as a discriminator is.</summary>
    public void WriteRaw(scoped ReadOnlySpan<byte> value) => value.CopyTo(Take(value.Length));

    /// <summary>Refuses an array of another length than its type has.</summary>
    /// <exception cref="ArgumentException">Another length.</exception>
    public static void RequireLength(int actual, int expected, string field)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"{field} has {expected} elements, not {actual}.", field);
        }
    }

    private void WriteBig(BigInteger value, bool isUnsigned)
    {
        Span<byte> bytes = stackalloc byte[32];
        bytes.Fill(value.Sign < 0 ? (byte)0xff : (byte)0);
        if ((isUnsigned && value.Sign < 0) || !value.TryWriteBytes(bytes, out _, isUnsigned))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "The number does not fit into 256 bits.");
        }

        WriteRaw(bytes);
    }

    private Span<byte> Take(int length)
    {
        var taken = _buffer.Slice(Offset, length);
        Offset += length;
        return taken;
    }
}

using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Hypernode.Solana;
using Hypernode.Solana.Addresses;

namespace Hypernode.Client.Wire;

/// <summary>Reads little-endian, packed values from the front of a span; every length is checked before anything is allocated.</summary>
/// <remarks>Each method throws <see cref="DecodeException"/> with the offset when the bytes do not hold what is asked for.</remarks>
public ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>Levels a recursive type may nest; deeper data would exhaust the stack before it is refused.</summary>
    public const int MaxDepth = 64;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _depth;

    /// <summary>Bytes read so far.</summary>
    public int Offset { get; private set; }

    /// <summary>Bytes left.</summary>
    public readonly int Remaining => _bytes.Length - Offset;

    public byte ReadByte() => Take(1)[0];

    public sbyte ReadSByte() => (sbyte)Take(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public short ReadInt16() => BinaryPrimitives.ReadInt16LittleEndian(Take(2));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public UInt128 ReadUInt128() => BinaryPrimitives.ReadUInt128LittleEndian(Take(16));

    public Int128 ReadInt128() => BinaryPrimitives.ReadInt128LittleEndian(Take(16));

    /// <summary>32 bytes without sign.</summary>
    public BigInteger ReadUInt256() => new(Take(32), isUnsigned: true);

    /// <summary>32 bytes in two's complement.</summary>
    public BigInteger ReadInt256() => new(Take(32));

    public float ReadSingle() => BinaryPrimitives.ReadSingleLittleEndian(Take(4));

    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    public Address ReadAddress() => new(Take(Address.Length));

    /// <summary>One byte, 0 or 1; any other is refused.</summary>
    public bool ReadBoolean()
    {
        var value = ReadByte();
        return value <= 1 ? value == 1 : throw Fault($"{value} is no truth value: 0 or 1 is.", 1);
    }

    /// <summary>A copy of exactly <paramref name="length"/> bytes.</summary>
    public byte[] ReadBytes(int length) => Take(length).ToArray();

    /// <summary>A four-byte length and that many bytes.</summary>
    public byte[] ReadPrefixedBytes() => ReadBytes(ReadCount(1));

    /// <summary>A four-byte length and that many bytes of valid UTF-8.</summary>
    public string ReadString()
    {
        var length = ReadCount(1);
        try
        {
            return StrictUtf8.GetString(Take(length));
        }
        catch (DecoderFallbackException)
        {
            throw Fault("the text is no valid UTF-8.", length);
        }
    }

    /// <summary>A four-byte element count that the remaining bytes can hold.</summary>
    /// <param name="minElementSize">Fewest bytes an element takes, at least 1.</param>
    public int ReadCount(int minElementSize)
    {
        var count = ReadUInt32();
        return count <= (uint)(Remaining / minElementSize)
            ? (int)count
            : throw Fault($"{count} elements of at least {minElementSize} bytes do not fit into the {Remaining} bytes left.", 4);
    }

    /// <summary>Whether an optional value follows, told by one byte of 0 or 1.</summary>
    public bool ReadOption() => ReadBoolean();

    /// <summary>Whether an optional value follows, told by four bytes of 0 or 1.</summary>
    public bool ReadWideOption()
    {
        var value = ReadUInt32();
        return value <= 1 ? value == 1 : throw Fault($"{value} marks no optional value: 0 or 1 does.", 4);
    }

    /// <summary>Passes over bytes that carry nothing.</summary>
    public void Skip(int length) => Take(length);

    /// <summary>Demands these bytes next.</summary>
    /// <param name="expected">The discriminator of <paramref name="name"/>.</param>
    /// <param name="name">What the bytes should be, for the message.</param>
    public void Expect(scoped ReadOnlySpan<byte> expected, string name)
    {
        if (!Take(expected.Length).SequenceEqual(expected))
        {
            throw Fault($"the bytes are no {name}: its discriminator is {Convert.ToHexStringLower(expected)}.", expected.Length);
        }
    }

    /// <summary>Demands that nothing is left.</summary>
    public readonly void ExpectEnd(string name)
    {
        if (Remaining != 0)
        {
            throw new DecodeException($"{Remaining} bytes follow the end of {name}.", Offset);
        }
    }

    /// <summary>Steps into a value of a recursive type.</summary>
    public void Enter()
    {
        if (++_depth > MaxDepth)
        {
            throw Fault($"values nest deeper than {MaxDepth} levels.", 0);
        }
    }

    /// <summary>Steps out again.</summary>
    public void Leave() => _depth--;

    /// <summary>The refusal of a byte that stands for no variant.</summary>
    /// <param name="value">The byte, read last.</param>
    /// <param name="type">Name of the enumeration.</param>
    public readonly DecodeException UnknownVariant(byte value, string type) => Fault($"{value} is no {type}.", 1);

    private readonly DecodeException Fault(string message, int back) => new(message, Offset - back);

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > Remaining)
        {
            throw new DecodeException($"{length} bytes are needed, {Remaining} are left.", Offset);
        }

        var taken = _bytes.Slice(Offset, length);
        Offset += length;
        return taken;
    }
}

using System.Buffers.Binary;
using System.Text;
using Hypernode.Solana.Addresses;

namespace Hypernode.Client.Wire;

/// <summary>Seeds of derived addresses: text and bytes raw, integers little-endian in their own width.</summary>
public static class Seed
{
    public static ReadOnlyMemory<byte> Of(byte[] value) => value;

    public static ReadOnlyMemory<byte> Of(string value) => Encoding.UTF8.GetBytes(value);

    public static ReadOnlyMemory<byte> Of(Address value) => value.ToArray();

    public static ReadOnlyMemory<byte> Of(bool value) => new byte[] { value ? (byte)1 : (byte)0 };

    public static ReadOnlyMemory<byte> Of(byte value) => new[] { value };

    public static ReadOnlyMemory<byte> Of(sbyte value) => new[] { (byte)value };

    public static ReadOnlyMemory<byte> Of(ushort value) => Fill(2, value, BinaryPrimitives.WriteUInt16LittleEndian);

    public static ReadOnlyMemory<byte> Of(short value) => Fill(2, value, BinaryPrimitives.WriteInt16LittleEndian);

    public static ReadOnlyMemory<byte> Of(uint value) => Fill(4, value, BinaryPrimitives.WriteUInt32LittleEndian);

    public static ReadOnlyMemory<byte> Of(int value) => Fill(4, value, BinaryPrimitives.WriteInt32LittleEndian);

    public static ReadOnlyMemory<byte> Of(ulong value) => Fill(8, value, BinaryPrimitives.WriteUInt64LittleEndian);

    public static ReadOnlyMemory<byte> Of(long value) => Fill(8, value, BinaryPrimitives.WriteInt64LittleEndian);

    public static ReadOnlyMemory<byte> Of(UInt128 value) => Fill(16, value, BinaryPrimitives.WriteUInt128LittleEndian);

    public static ReadOnlyMemory<byte> Of(Int128 value) => Fill(16, value, BinaryPrimitives.WriteInt128LittleEndian);

    /// <summary>Bytes of a field of fixed length.</summary>
    /// <exception cref="ArgumentException">Another length.</exception>
    public static ReadOnlyMemory<byte> OfExactly(byte[] value, int length) =>
        value.Length == length ? value : throw new ArgumentException($"{length} bytes are expected, not {value.Length}.", nameof(value));

    private static byte[] Fill<T>(int width, T value, Write<T> write)
    {
        var bytes = new byte[width];
        write(bytes, value);
        return bytes;
    }

    private delegate void Write<in T>(Span<byte> destination, T value);
}

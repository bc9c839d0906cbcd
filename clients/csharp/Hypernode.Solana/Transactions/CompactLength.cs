namespace Hypernode.Solana.Transactions;

/// <summary>The chain's 16-bit length: seven bits a byte, low ones first, one to three bytes, shortest form only.</summary>
internal static class CompactLength
{
    public static int SizeOf(int value) => value < 0x80 ? 1 : value < 0x4000 ? 2 : 3;

    public static int Write(int value, Span<byte> destination)
    {
        var at = 0;
        for (; value >= 0x80; value >>= 7)
        {
            destination[at++] = (byte)(value | 0x80);
        }

        destination[at++] = (byte)value;
        return at;
    }

    /// <summary>Reads a length at <paramref name="at"/> and moves behind it.</summary>
    public static int Read(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0;
        for (var i = 0; i < 3; i++)
        {
            if (at >= bytes.Length)
            {
                throw new DecodeException("the bytes end inside a length.", at);
            }

            var part = bytes[at++];
            value |= (part & 0x7f) << (7 * i);
            if (part < 0x80)
            {
                return (i > 0 && part == 0) || value > ushort.MaxValue
                    ? throw new DecodeException("a length that is not in its shortest form, or above 65,535.", at - 1)
                    : value;
            }
        }

        throw new DecodeException("a length of more than three bytes.", at - 1);
    }
}

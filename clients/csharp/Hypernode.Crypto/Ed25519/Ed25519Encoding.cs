using System.Buffers.Binary;

namespace Hypernode.Crypto.Ed25519;

/// <summary>Byte-level checks of points and scalars, and membership in the curve.</summary>
public static class Ed25519Encoding
{
    // p = 2^255 - 19 and L = 2^252 + 27742317777372353535851937790883648493, as little-endian words.
    private static readonly ulong[] FieldOrder = [0xffffffffffffffed, ulong.MaxValue, ulong.MaxValue, 0x7fffffffffffffff];
    private static readonly ulong[] GroupOrder = [0x5812631a5cf5d3ed, 0x14def9dea2f79cd6, 0, 0x1000000000000000];

    // The y coordinates of the eight points whose order divides 8: 1, -1, 0 and the two of order 8.
    private static readonly ulong[][] SmallOrderYs =
    [
        [1, 0, 0, 0],
        [0xffffffffffffffec, ulong.MaxValue, ulong.MaxValue, 0x7fffffffffffffff],
        [0, 0, 0, 0],
        [0x4fd84d3d706a17c7, 0x0f67100d760b3cba, 0xc6cc392cfa53202a, 0x7a03ac9277fdc74e],
        [0xb027b2c28f95e826, 0xf098eff289f4c345, 0x3933c6d305acdfd5, 0x05fc536d880238b1],
    ];

    /// <summary>True when the 32 bytes are the one canonical form: y below 2^255 - 19, and no sign bit where x is 0.</summary>
    public static bool IsCanonicalPoint(ReadOnlySpan<byte> point)
    {
        Span<ulong> y = stackalloc ulong[4];
        var negative = ReadY(point, y);
        if (!IsBelow(y, FieldOrder))
        {
            return false;
        }

        // x is 0 exactly at y = 1 and y = -1; "minus zero" is the second spelling of such a point.
        return !negative || (!y.SequenceEqual(SmallOrderYs[0]) && !y.SequenceEqual(SmallOrderYs[1]));
    }

    /// <summary>True for the eight points whose order divides 8, with either sign bit.</summary>
    public static bool IsSmallOrder(ReadOnlySpan<byte> point)
    {
        Span<ulong> y = stackalloc ulong[4];
        ReadY(point, y);
        foreach (var small in SmallOrderYs)
        {
            if (y.SequenceEqual(small))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when the 32-byte little-endian scalar is below the group order L.</summary>
    public static bool IsReducedScalar(ReadOnlySpan<byte> scalar)
    {
        Span<ulong> words = stackalloc ulong[4];
        Read(scalar, words);
        return IsBelow(words, GroupOrder);
    }

    /// <summary>True when some point has this encoding; the chain calls such an address "on the curve".</summary>
    /// <remarks>Follows the runtime: the sign bit is ignored and y is taken modulo p. Source: RFC 8032, 5.1.3.</remarks>
    public static bool IsOnCurve(ReadOnlySpan<byte> point)
    {
        // x^2 = (y^2 - 1) / (d y^2 + 1); the quotient is a square exactly when the product is one or zero.
        var y = FieldElement.FromBytes(point);
        var ySquared = y.Square();
        var numerator = ySquared.Subtract(FieldElement.One);
        var denominator = ySquared.Multiply(FieldElement.EdwardsD).Add(FieldElement.One);
        return numerator.Multiply(denominator).IsSquare();
    }

    private static bool ReadY(ReadOnlySpan<byte> point, Span<ulong> y)
    {
        Read(point, y);
        var negative = y[3] >> 63 != 0;
        y[3] &= 0x7fffffffffffffff;
        return negative;
    }

    private static void Read(ReadOnlySpan<byte> bytes, Span<ulong> words)
    {
        for (var i = 0; i < 4; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(8 * i)..]);
        }
    }

    private static bool IsBelow(ReadOnlySpan<ulong> value, ReadOnlySpan<ulong> bound)
    {
        for (var i = 3; i >= 0; i--)
        {
            if (value[i] != bound[i])
            {
                return value[i] < bound[i];
            }
        }

        return false;
    }
}

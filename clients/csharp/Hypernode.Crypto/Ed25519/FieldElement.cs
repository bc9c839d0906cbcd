using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Hypernode.Crypto.Ed25519;

/// <summary>An element of the field of 2^255 - 19 in five limbs of 51 bits. For public values only: not constant time.</summary>
/// <remarks>Limbs stay below 2^54 between operations, so a product of two sums of five fits 128 bits.</remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly struct FieldElement
{
    public static readonly FieldElement One = new(1, 0, 0, 0, 0);

    // d = -121665 / 121666 (RFC 8032, 5.1).
    public static readonly FieldElement EdwardsD = FromBytes(
    [
        0xa3, 0x78, 0x59, 0x13, 0xca, 0x4d, 0xeb, 0x75, 0xab, 0xd8, 0x41, 0x41, 0x4d, 0x0a, 0x70, 0x00,
        0x98, 0xe8, 0x79, 0x77, 0x79, 0x40, 0xc7, 0x8c, 0x73, 0xfe, 0x6f, 0x2b, 0xee, 0x6c, 0x03, 0x52,
    ]);

    private const ulong Mask = (1UL << 51) - 1;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;
    private readonly ulong _e;

    private FieldElement(ulong a, ulong b, ulong c, ulong d, ulong e)
    {
        _a = a;
        _b = b;
        _c = c;
        _d = d;
        _e = e;
    }

    /// <summary>Little-endian value modulo p; bit 255 is ignored.</summary>
    public static FieldElement FromBytes(ReadOnlySpan<byte> bytes)
    {
        var w0 = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var w1 = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        var w2 = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]);
        var w3 = BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]);
        return new FieldElement(
            w0 & Mask,
            ((w0 >> 51) | (w1 << 13)) & Mask,
            ((w1 >> 38) | (w2 << 26)) & Mask,
            ((w2 >> 25) | (w3 << 39)) & Mask,
            (w3 >> 12) & Mask);
    }

    public FieldElement Add(in FieldElement other) =>
        new(_a + other._a, _b + other._b, _c + other._c, _d + other._d, _e + other._e);

    /// <summary>The difference; 16 p is added first, so that no limb goes below zero.</summary>
    public FieldElement Subtract(in FieldElement other)
    {
        const ulong SixteenPLow = 16 * (Mask - 18);
        const ulong SixteenP = 16 * Mask;
        return Carry(
            _a + SixteenPLow - other._a,
            _b + SixteenP - other._b,
            _c + SixteenP - other._c,
            _d + SixteenP - other._d,
            _e + SixteenP - other._e);
    }

    public FieldElement Multiply(in FieldElement other)
    {
        var b19 = 19 * other._b;
        var c19 = 19 * other._c;
        var d19 = 19 * other._d;
        var e19 = 19 * other._e;
        return Reduce(
            Wide(_a, other._a) + Wide(_b, e19) + Wide(_c, d19) + Wide(_d, c19) + Wide(_e, b19),
            Wide(_a, other._b) + Wide(_b, other._a) + Wide(_c, e19) + Wide(_d, d19) + Wide(_e, c19),
            Wide(_a, other._c) + Wide(_b, other._b) + Wide(_c, other._a) + Wide(_d, e19) + Wide(_e, d19),
            Wide(_a, other._d) + Wide(_b, other._c) + Wide(_c, other._b) + Wide(_d, other._a) + Wide(_e, e19),
            Wide(_a, other._e) + Wide(_b, other._d) + Wide(_c, other._c) + Wide(_d, other._b) + Wide(_e, other._a));
    }

    public FieldElement Square()
    {
        var a2 = 2 * _a;
        var b2 = 2 * _b;
        var d19 = 19 * _d;
        var e19 = 19 * _e;
        return Reduce(
            Wide(_a, _a) + Wide(b2, e19) + Wide(2 * _c, d19),
            Wide(a2, _b) + Wide(2 * _c, e19) + Wide(_d, d19),
            Wide(a2, _c) + Wide(_b, _b) + Wide(2 * _d, e19),
            Wide(a2, _d) + Wide(b2, _c) + Wide(_e, e19),
            Wide(a2, _e) + Wide(b2, _d) + Wide(_c, _c));
    }

    /// <summary>Euler's criterion: the power (p - 1) / 2 is 1 for a square, 0 for zero.</summary>
    public bool IsSquare()
    {
        // (p - 1) / 2 = 2^254 - 10 = 4 * (2^252 - 3) + 2; 2^252 - 3 by the usual addition chain.
        var power = PowerOf2To252Minus3().SquareTimes(2).Multiply(Square());
        var value = power.Canonical();
        return value is (1, 0, 0, 0, 0) or (0, 0, 0, 0, 0);
    }

    private static UInt128 Wide(ulong x, ulong y)
    {
        var high = Math.BigMul(x, y, out var low);
        return new UInt128(high, low);
    }

    private static FieldElement Reduce(UInt128 a, UInt128 b, UInt128 c, UInt128 d, UInt128 e)
    {
        b += (ulong)(a >> 51);
        c += (ulong)(b >> 51);
        d += (ulong)(c >> 51);
        e += (ulong)(d >> 51);
        var low = ((ulong)a & Mask) + (19 * (ulong)(e >> 51));
        return new FieldElement(low & Mask, ((ulong)b & Mask) + (low >> 51), (ulong)c & Mask, (ulong)d & Mask, (ulong)e & Mask);
    }

    private static FieldElement Carry(ulong a, ulong b, ulong c, ulong d, ulong e)
    {
        b += a >> 51;
        c += b >> 51;
        d += c >> 51;
        e += d >> 51;
        return new FieldElement((a & Mask) + (19 * (e >> 51)), b & Mask, c & Mask, d & Mask, e & Mask);
    }

    private FieldElement SquareTimes(int times)
    {
        var value = this;
        for (var i = 0; i < times; i++)
        {
            value = value.Square();
        }

        return value;
    }

    private FieldElement PowerOf2To252Minus3()
    {
        var z2 = Square();
        var z9 = z2.SquareTimes(2).Multiply(this);
        var z11 = z9.Multiply(z2);
        var ones5 = z11.Square().Multiply(z9);
        var ones10 = ones5.SquareTimes(5).Multiply(ones5);
        var ones20 = ones10.SquareTimes(10).Multiply(ones10);
        var ones40 = ones20.SquareTimes(20).Multiply(ones20);
        var ones50 = ones40.SquareTimes(10).Multiply(ones10);
        var ones100 = ones50.SquareTimes(50).Multiply(ones50);
        var ones200 = ones100.SquareTimes(100).Multiply(ones100);
        var ones250 = ones200.SquareTimes(50).Multiply(ones50);
        return ones250.SquareTimes(2).Multiply(this);
    }

    private (ulong A, ulong B, ulong C, ulong D, ulong E) Canonical()
    {
        var value = Carry(_a, _b, _c, _d, _e);
        value = Carry(value._a, value._b, value._c, value._d, value._e);
        // Now below 2^255 + a little: subtract p once when adding 19 carries out of bit 255.
        var (a, b, c, d, e) = (value._a + 19, value._b, value._c, value._d, value._e);
        b += a >> 51;
        c += b >> 51;
        d += c >> 51;
        e += d >> 51;
        return e >> 51 == 0
            ? (value._a, value._b, value._c, value._d, value._e)
            : (a & Mask, b & Mask, c & Mask, d & Mask, e & Mask);
    }
}

using System.Numerics;
using System.Security.Cryptography;

namespace Hypernode.Crypto.Tests.Ed25519;

/// <summary>Ed25519 by the book (RFC 8032, 5.1) on big integers: slow, and sharing no line with the code under test.</summary>
internal static class ReferenceCurve
{
    public static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    public static readonly BigInteger L = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", null);
    public static readonly BigInteger D = Mod(-121665 * Invert(121666));
    public static readonly BigInteger RootOfMinusOne = BigInteger.ModPow(2, (P - 1) / 4, P);
    public static readonly Point Identity = new(0, 1);
    public static readonly Point Base = Decode(Convert.FromHexString("5866666666666666666666666666666666666666666666666666666666666666"))!.Value;

    internal readonly record struct Point(BigInteger X, BigInteger Y);

    public static BigInteger Mod(BigInteger value) => ((value % P) + P) % P;

    public static BigInteger Invert(BigInteger value) => BigInteger.ModPow(Mod(value), P - 2, P);

    public static Point Add(Point a, Point b)
    {
        var product = Mod(D * a.X * b.X % P * a.Y % P * b.Y);
        return new Point(
            Mod((a.X * b.Y + b.X * a.Y) * Invert(1 + product)),
            Mod((a.Y * b.Y + a.X * b.X) * Invert(1 - product)));
    }

    public static Point Multiply(BigInteger scalar, Point point)
    {
        var result = (X: BigInteger.Zero, Y: BigInteger.One, Z: BigInteger.One);
        var power = (point.X, point.Y, Z: BigInteger.One);
        for (; scalar > 0; scalar >>= 1, power = AddProjective(power, power))
        {
            if (!scalar.IsEven)
            {
                result = AddProjective(result, power);
            }
        }

        var inverse = Invert(result.Z);
        return new Point(Mod(result.X * inverse), Mod(result.Y * inverse));
    }

    // The same sum with a common denominator Z, so that a multiplication inverts once.
    private static (BigInteger X, BigInteger Y, BigInteger Z) AddProjective(
        (BigInteger X, BigInteger Y, BigInteger Z) p, (BigInteger X, BigInteger Y, BigInteger Z) q)
    {
        var z = Mod(p.Z * q.Z);
        var zz = Mod(z * z);
        var x = Mod(p.X * q.X);
        var y = Mod(p.Y * q.Y);
        var e = Mod(D * x * y);
        return (
            Mod(z * (zz - e) * (((p.X + p.Y) * (q.X + q.Y)) - x - y)),
            Mod(z * (zz + e) * (y + x)),
            Mod((zz - e) * (zz + e)));
    }

    /// <summary>The square root of y's x squared; null when there is none. The sign bit picks the odd one.</summary>
    public static Point? Decode(ReadOnlySpan<byte> bytes)
    {
        var raw = FromBytes(bytes);
        var odd = !(raw >> 255).IsZero;
        var y = Mod(raw & (BigInteger.Pow(2, 255) - 1));
        var squared = Mod((y * y - 1) * Invert(D * y * y + 1));
        var x = BigInteger.ModPow(squared, (P + 3) / 8, P);
        if (Mod(x * x) != squared)
        {
            x = Mod(x * RootOfMinusOne);
        }

        if (Mod(x * x) != squared)
        {
            return null;
        }

        return new Point(x.IsEven == odd ? Mod(-x) : x, y);
    }

    public static byte[] Encode(Point point) => ToBytes(point.Y + ((point.X.IsEven ? BigInteger.Zero : BigInteger.One) << 255));

    /// <summary>A generator of the eight points whose order divides 8.</summary>
    public static Point TorsionGenerator()
    {
        for (var y = BigInteger.Zero; ; y++)
        {
            if (Decode(ToBytes(y)) is { } point && Multiply(L, point) is var torsion && Multiply(4, torsion) != Identity)
            {
                return torsion;
            }
        }
    }

    public static BigInteger Challenge(ReadOnlySpan<byte> r, ReadOnlySpan<byte> a, ReadOnlySpan<byte> message) =>
        FromBytes(SHA512.HashData([.. r, .. a, .. message])) % L;

    /// <summary>The equation without the cofactor: S B = R + k A.</summary>
    public static bool HoldsWithoutCofactor(ReadOnlySpan<byte> a, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        Holds(a, message, signature, 1);

    /// <summary>The equation with the cofactor: 8 S B = 8 R + 8 k A.</summary>
    public static bool HoldsWithCofactor(ReadOnlySpan<byte> a, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        Holds(a, message, signature, 8);

    public static BigInteger FromBytes(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true);

    public static byte[] ToBytes(BigInteger value)
    {
        var bytes = new byte[32];
        value.TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }

    private static bool Holds(ReadOnlySpan<byte> a, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, int cofactor)
    {
        var challenge = Challenge(signature[..32], a, message);
        if (Decode(a) is not { } key || Decode(signature[..32]) is not { } commitment)
        {
            return false;
        }

        var left = Multiply(cofactor * FromBytes(signature[32..]), Base);
        var right = Multiply(cofactor, Add(commitment, Multiply(challenge, key)));
        return left == right;
    }
}

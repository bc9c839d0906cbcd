using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Hypernode.Crypto.Base58;

namespace Hypernode.Solana.Addresses;

/// <summary>A 64-byte Ed25519 signature; the first one of a transaction is the transaction's id.</summary>
/// <remarks>Compared, hashed and copied without allocation; ordered by its bytes, first byte first.</remarks>
[StructLayout(LayoutKind.Sequential)]
public readonly struct Signature : IEquatable<Signature>, IComparable<Signature>
{
    /// <summary>Bytes of a signature.</summary>
    public const int Length = 64;

    /// <summary>Most characters its base58 text can have.</summary>
    public const int MaxTextLength = 88;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;
    private readonly ulong _e;
    private readonly ulong _f;
    private readonly ulong _g;
    private readonly ulong _h;

    /// <summary>Copies exactly <see cref="Length"/> bytes.</summary>
    /// <exception cref="ArgumentException">Any other length.</exception>
    public Signature(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException($"A signature has {Length} bytes, not {bytes.Length}.", nameof(bytes));
        }

        this = MemoryMarshal.Read<Signature>(bytes);
    }

    /// <summary>The bytes, without a copy; valid while this value is.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in _a, Length / sizeof(ulong)));

    public static bool operator ==(Signature left, Signature right) => left.Equals(right);

    public static bool operator !=(Signature left, Signature right) => !left.Equals(right);

    public static bool operator <(Signature left, Signature right) => left.CompareTo(right) < 0;

    public static bool operator <=(Signature left, Signature right) => left.CompareTo(right) <= 0;

    public static bool operator >(Signature left, Signature right) => left.CompareTo(right) > 0;

    public static bool operator >=(Signature left, Signature right) => left.CompareTo(right) >= 0;

    /// <summary>Reads base58 text of exactly <see cref="Length"/> bytes.</summary>
    /// <exception cref="FormatException">Any other text.</exception>
    public static Signature Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"\"{text}\" is not base58 text of {Length} bytes.");

    /// <summary>Reads base58 text; false for text of any other length or alphabet.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Signature result)
    {
        Span<byte> bytes = stackalloc byte[Length];
        var valid = Base58Text.TryDecodeExact(text, bytes);
        result = valid ? new Signature(bytes) : default;
        return valid;
    }

    public bool Equals(Signature other) => Bytes.SequenceEqual(other.Bytes);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Signature other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_a, _b, _c, _d);

    public int CompareTo(Signature other) => Bytes.SequenceCompareTo(other.Bytes);

    /// <summary>The base58 text.</summary>
    public override string ToString() => Base58Text.Encode(Bytes);

    /// <summary>A copy of the bytes.</summary>
    public byte[] ToArray() => Bytes.ToArray();
}

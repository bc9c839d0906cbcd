using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Hypernode.Crypto.Base58;

namespace Hypernode.Solana.Addresses;

/// <summary>A 32-byte hash: of a block, of the genesis block, or the value of a durable nonce.</summary>
/// <remarks>Compared, hashed and copied without allocation; ordered by its bytes, first byte first.</remarks>
[StructLayout(LayoutKind.Sequential)]
public readonly struct Hash : IEquatable<Hash>, IComparable<Hash>
{
    /// <summary>Bytes of a hash.</summary>
    public const int Length = 32;

    /// <summary>Most characters its base58 text can have.</summary>
    public const int MaxTextLength = 44;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    /// <summary>Copies exactly <see cref="Length"/> bytes.</summary>
    /// <exception cref="ArgumentException">Any other length.</exception>
    public Hash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException($"A hash has {Length} bytes, not {bytes.Length}.", nameof(bytes));
        }

        this = MemoryMarshal.Read<Hash>(bytes);
    }

    /// <summary>The bytes, without a copy; valid while this value is.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in _a, Length / sizeof(ulong)));

    public static bool operator ==(Hash left, Hash right) => left.Equals(right);

    public static bool operator !=(Hash left, Hash right) => !left.Equals(right);

    public static bool operator <(Hash left, Hash right) => left.CompareTo(right) < 0;

    public static bool operator <=(Hash left, Hash right) => left.CompareTo(right) <= 0;

    public static bool operator >(Hash left, Hash right) => left.CompareTo(right) > 0;

    public static bool operator >=(Hash left, Hash right) => left.CompareTo(right) >= 0;

    /// <summary>Reads base58 text of exactly <see cref="Length"/> bytes.</summary>
    /// <exception cref="FormatException">Any other text.</exception>
    public static Hash Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"\"{text}\" is not base58 text of {Length} bytes.");

    /// <summary>Reads base58 text; false for text of any other length or alphabet.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Hash result)
    {
        Span<byte> bytes = stackalloc byte[Length];
        var valid = Base58Text.TryDecodeExact(text, bytes);
        result = valid ? new Hash(bytes) : default;
        return valid;
    }

    public bool Equals(Hash other) => Bytes.SequenceEqual(other.Bytes);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Hash other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_a, _b, _c, _d);

    public int CompareTo(Hash other) => Bytes.SequenceCompareTo(other.Bytes);

    /// <summary>The base58 text.</summary>
    public override string ToString() => Base58Text.Encode(Bytes);

    /// <summary>A copy of the bytes.</summary>
    public byte[] ToArray() => Bytes.ToArray();
}

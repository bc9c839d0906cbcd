using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Hypernode.Crypto.Base58;

/// <summary>Base58 with the Bitcoin alphabet, as used for Solana addresses, signatures and block hashes.</summary>
/// <remarks>The work grows with the square of the length, so both directions refuse more than <see cref="MaxBytes"/> bytes.</remarks>
public static class Base58Text
{
    /// <summary>Longest value that is encoded or decoded, in bytes: a whole transaction (1,232 bytes) fits.</summary>
    public const int MaxBytes = 2_048;

    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const uint LimbBase = 58 * 58 * 58 * 58 * 58;
    private const int DigitsPerLimb = 5;

    private static readonly sbyte[] DigitOf = BuildDigits();

    /// <summary>Most characters that <paramref name="byteCount"/> bytes can need.</summary>
    public static int MaxCharCount(int byteCount) => (byteCount * 138 / 100) + 1;

    /// <summary>Text of the bytes; empty for no bytes.</summary>
    /// <exception cref="ArgumentException">More than <see cref="MaxBytes"/> bytes.</exception>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        ThrowIfTooLong(bytes);
        var size = MaxCharCount(bytes.Length);
        var rented = size <= 128 ? null : ArrayPool<char>.Shared.Rent(size);
        var chars = rented is null ? stackalloc char[128] : rented;
        var text = new string(chars[..Encode(bytes, chars)]);
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return text;
    }

    /// <summary>Writes the text of the bytes and returns its length.</summary>
    /// <param name="bytes">At most <see cref="MaxBytes"/> bytes.</param>
    /// <param name="destination">At least <see cref="MaxCharCount"/> characters.</param>
    /// <exception cref="ArgumentException">The destination is too short, or the bytes are too many.</exception>
    public static int Encode(ReadOnlySpan<byte> bytes, Span<char> destination)
    {
        ThrowIfTooLong(bytes);
        if (destination.Length < MaxCharCount(bytes.Length))
        {
            throw new ArgumentException($"{bytes.Length} bytes need room for {MaxCharCount(bytes.Length)} characters.", nameof(destination));
        }

        var zeros = bytes.IndexOfAnyExcept((byte)0);
        zeros = zeros < 0 ? bytes.Length : zeros;
        Span<uint> limbs = stackalloc uint[(MaxCharCount(MaxBytes) / DigitsPerLimb) + 1];
        var used = ToLimbs(bytes[zeros..], limbs);
        destination[..zeros].Fill(Alphabet[0]);
        return zeros + WriteDigits(limbs[..used], destination[zeros..]);
    }

    /// <summary>Bytes of the text, of any length up to <see cref="MaxBytes"/>.</summary>
    /// <exception cref="FormatException">A character outside the alphabet, or too long.</exception>
    public static byte[] Decode(ReadOnlySpan<char> text) =>
        TryDecode(text, out var bytes) ? bytes : throw new FormatException("Not base58: use 1-9, A-Z and a-z without 0, O, I and l.");

    /// <summary>Bytes of the text; false for a character outside the alphabet or a value longer than <see cref="MaxBytes"/>.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text.Length > MaxCharCount(MaxBytes))
        {
            return false;
        }

        var ones = CountLeadingOnes(text);
        Span<uint> words = stackalloc uint[(MaxBytes / sizeof(uint)) + 2];
        if (!TryToWords(text[ones..], words, out var used))
        {
            return false;
        }

        var significant = (used * sizeof(uint)) - (used == 0 ? 0 : LeadingZeroBytes(words[used - 1]));
        if (ones + significant > MaxBytes)
        {
            return false;
        }

        bytes = new byte[ones + significant];
        CopyBigEndian(words[..used], bytes.AsSpan(ones));
        return true;
    }

    /// <summary>Decodes a value of exactly <c>destination.Length</c> bytes; false for any other text.</summary>
    public static bool TryDecodeExact(ReadOnlySpan<char> text, Span<byte> destination)
    {
        if (destination.Length > MaxBytes || text.Length > MaxCharCount(destination.Length))
        {
            return false;
        }

        var ones = CountLeadingOnes(text);
        Span<uint> words = stackalloc uint[(MaxBytes / sizeof(uint)) + 2];
        if (!TryToWords(text[ones..], words, out var used))
        {
            return false;
        }

        var significant = (used * sizeof(uint)) - (used == 0 ? 0 : LeadingZeroBytes(words[used - 1]));
        if (ones + significant != destination.Length)
        {
            return false;
        }

        destination[..ones].Clear();
        CopyBigEndian(words[..used], destination[ones..]);
        return true;
    }

    private static void ThrowIfTooLong(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
        {
            throw new ArgumentException($"Base58 takes at most {MaxBytes} bytes here, not {bytes.Length}.", nameof(bytes));
        }
    }

    private static int ToLimbs(ReadOnlySpan<byte> bytes, Span<uint> limbs)
    {
        var used = 0;
        var head = bytes.Length % sizeof(uint);
        for (var at = head == 0 ? 0 : head - sizeof(uint); at < bytes.Length; at += sizeof(uint))
        {
            var word = 0UL;
            for (var i = Math.Max(at, 0); i < at + sizeof(uint); i++)
            {
                word = (word << 8) | bytes[i];
            }

            var carry = word;
            for (var i = 0; i < used; i++)
            {
                carry += (ulong)limbs[i] << 32;
                limbs[i] = (uint)(carry % LimbBase);
                carry /= LimbBase;
            }

            for (; carry != 0; carry /= LimbBase)
            {
                limbs[used++] = (uint)(carry % LimbBase);
            }
        }

        return used;
    }

    private static int WriteDigits(ReadOnlySpan<uint> limbs, Span<char> destination)
    {
        Span<char> digits = stackalloc char[DigitsPerLimb];
        var written = 0;
        for (var i = limbs.Length - 1; i >= 0; i--)
        {
            var limb = limbs[i];
            for (var d = DigitsPerLimb - 1; d >= 0; d--)
            {
                digits[d] = Alphabet[(int)(limb % 58)];
                limb /= 58;
            }

            var from = i == limbs.Length - 1 ? Math.Min(digits.IndexOfAnyExcept(Alphabet[0]), DigitsPerLimb - 1) : 0;
            digits[from..].CopyTo(destination[written..]);
            written += DigitsPerLimb - from;
        }

        return written;
    }

    private static bool TryToWords(ReadOnlySpan<char> digits, Span<uint> words, out int used)
    {
        used = 0;
        for (var at = 0; at < digits.Length;)
        {
            var take = Math.Min(DigitsPerLimb, digits.Length - at);
            var value = 0UL;
            var scale = 1UL;
            for (var end = at + take; at < end; at++)
            {
                var digit = digits[at] < 128 ? DigitOf[digits[at]] : -1;
                if (digit < 0)
                {
                    return false;
                }

                value = (value * 58) + (ulong)digit;
                scale *= 58;
            }

            for (var i = 0; i < used; i++)
            {
                value += words[i] * scale;
                words[i] = (uint)value;
                value >>= 32;
            }

            if (value != 0)
            {
                words[used++] = (uint)value;
            }
        }

        return true;
    }

    private static int CountLeadingOnes(ReadOnlySpan<char> text)
    {
        var ones = text.IndexOfAnyExcept(Alphabet[0]);
        return ones < 0 ? text.Length : ones;
    }

    private static int LeadingZeroBytes(uint word) => System.Numerics.BitOperations.LeadingZeroCount(word) / 8;

    private static void CopyBigEndian(ReadOnlySpan<uint> words, Span<byte> destination)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            destination[destination.Length - 1 - i] = (byte)(words[i / sizeof(uint)] >> (8 * (i % sizeof(uint))));
        }
    }

    private static sbyte[] BuildDigits()
    {
        var digits = new sbyte[128];
        Array.Fill(digits, (sbyte)-1);
        for (var i = 0; i < Alphabet.Length; i++)
        {
            digits[Alphabet[i]] = (sbyte)i;
        }

        return digits;
    }
}

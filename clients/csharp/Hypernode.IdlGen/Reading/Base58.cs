using System.Numerics;

namespace Hypernode.IdlGen.Reading;

/// <summary>Recognises addresses; the generator needs no more of base58.</summary>
internal static class Base58
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const int AddressLength = 32;
    private const int MaxTextLength = 44;

    /// <summary>True for text of exactly 32 bytes.</summary>
    public static bool TryDecodeAddress(string text, out byte[] address)
    {
        address = [];
        if (text.Length is 0 or > MaxTextLength)
        {
            return false;
        }

        var value = BigInteger.Zero;
        foreach (var character in text)
        {
            var digit = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (digit < 0)
            {
                return false;
            }

            value = (value * Alphabet.Length) + digit;
        }

        var zeros = text.TakeWhile(character => character == Alphabet[0]).Count();
        var digits = value.IsZero ? [] : value.ToByteArray(isUnsigned: true, isBigEndian: true);
        address = [.. new byte[zeros], .. digits];
        return address.Length == AddressLength;
    }

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var value = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        var digits = new List<char>();
        while (!value.IsZero)
        {
            value = BigInteger.DivRem(value, Alphabet.Length, out var digit);
            digits.Add(Alphabet[(int)digit]);
        }

        var zeros = 0;
        while (zeros < bytes.Length && bytes[zeros] == 0)
        {
            zeros++;
        }

        digits.Reverse();
        return new string(Alphabet[0], zeros) + new string([.. digits]);
    }
}

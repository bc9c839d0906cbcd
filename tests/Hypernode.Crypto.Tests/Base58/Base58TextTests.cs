using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Hypernode.Crypto.Base58;

namespace Hypernode.Crypto.Tests.Base58;

internal sealed class Base58TextTests
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    [Test]
    public void Encode_agrees_with_big_integers_and_decode_inverts_it() =>
        Law.Holds(1_000, Prop.ForAll<byte[]>(bytes =>
        {
            var text = Base58Text.Encode(bytes);
            return string.Equals(text, SlowEncode(bytes), StringComparison.Ordinal)
                && Base58Text.Decode(text).AsSpan().SequenceEqual(bytes);
        }));

    [Test]
    public void Leading_zeros_survive() =>
        Law.Holds(1_000, Prop.ForAll<PositiveInt, byte[]>((zeros, tail) =>
        {
            byte[] bytes = [.. new byte[zeros.Get % 40], .. tail];
            return Base58Text.Decode(Base58Text.Encode(bytes)).AsSpan().SequenceEqual(bytes);
        }));

    [TestCase("", "")]
    [TestCase("00", "1")]
    [TestCase("0000", "11")]
    [TestCase("61", "2g")]
    [TestCase("626262", "a3gV")]
    [TestCase("73696d706c792061206c6f6e6720737472696e67", "2cFupjhnEsSn59qHXstmK2ffpLv2")]
    [TestCase("00eb15231dfceb60925886b67d065299925915aeb172c06647", "1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9L")]
    [TestCase("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", "JEKNVnkbo3jma5nREBBJCDoXFVeKkD56V3xKrvRmWxFG")]
    public void Encodes_known_values(string hex, string text)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Base58Text.Encode(Convert.FromHexString(hex)), Is.EqualTo(text));
            Assert.That(Convert.ToHexStringLower(Base58Text.Decode(text)), Is.EqualTo(hex));
        }
    }

    [TestCase("0")]
    [TestCase("O")]
    [TestCase("I")]
    [TestCase("l")]
    [TestCase("2g ")]
    [TestCase("é")]
    public void Refuses_characters_outside_the_alphabet(string text)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Base58Text.TryDecode(text, out _), Is.False);
            Assert.Throws<FormatException>(() => Base58Text.Decode(text));
        }
    }

    [Test]
    public void Exact_decoding_takes_its_length_only()
    {
        var text = Base58Text.Encode([1, .. new byte[31]]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Base58Text.TryDecodeExact(text, new byte[31]), Is.False);
            Assert.That(Base58Text.TryDecodeExact(text, new byte[32]), Is.True);
            Assert.That(Base58Text.TryDecodeExact(text, new byte[33]), Is.False);
        }
    }

    [TestCase(Base58Text.MaxBytes, true)]
    [TestCase(Base58Text.MaxBytes + 1, false)]
    public void Length_is_bounded_both_ways(int length, bool fits)
    {
        var bytes = new byte[length];
        bytes[0] = 255;
        if (fits)
        {
            Assert.That(Base58Text.Decode(Base58Text.Encode(bytes)), Is.EqualTo(bytes));
            return;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.Throws<ArgumentException>(() => Base58Text.Encode(bytes));
            Assert.That(Base58Text.TryDecode(new string('1', length), out _), Is.False);
            Assert.That(Base58Text.TryDecode(SlowEncode(bytes), out _), Is.False);
        }
    }

    [Test]
    public void Encode_refuses_a_short_destination() =>
        Assert.Throws<ArgumentException>(() => Base58Text.Encode(new byte[32], new char[43]));

    private static string SlowEncode(byte[] bytes)
    {
        var value = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        var digits = new Stack<char>();
        for (; !value.IsZero; value /= 58)
        {
            digits.Push(Alphabet[(int)(value % 58)]);
        }

        return new string('1', bytes.TakeWhile(b => b == 0).Count()) + new string([.. digits]);
    }
}

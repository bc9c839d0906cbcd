using FsCheck;
using FsCheck.Fluent;
using Hypernode.Crypto.Ed25519;

namespace Hypernode.Crypto.Tests.Ed25519;

internal sealed class KeyPairTests
{
    [Test]
    public void Signature_satisfies_the_equation_on_the_reference_curve() =>
        Law.Holds(200, Prop.ForAll<byte[], int>((message, seed) =>
        {
            using var pair = Ed25519KeyPair.FromSeed(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(seed)));
            var signature = new byte[64];
            pair.Sign(message, signature);
            return Ed25519Verifier.Verify(pair.PublicKey, message, signature)
                && ReferenceCurve.HoldsWithoutCofactor(pair.PublicKey, message, signature);
        }));

    [Test]
    public void On_curve_agrees_with_the_reference_curve() =>
        Law.Holds(1_000, Prop.ForAll<int>(seed =>
        {
            var bytes = System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(seed));
            return Ed25519Encoding.IsOnCurve(bytes) == (ReferenceCurve.Decode(bytes) is not null);
        }));

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(-1)]
    [TestCase(2)]
    [TestCase(-19)]
    [TestCase(18)]
    public void On_curve_agrees_at_the_ends_of_the_field(int offset)
    {
        var bytes = ReferenceCurve.ToBytes(ReferenceCurve.P + offset);
        Assert.That(Ed25519Encoding.IsOnCurve(bytes), Is.EqualTo(ReferenceCurve.Decode(bytes) is not null));
    }

    [TestCase(31)]
    [TestCase(33)]
    [TestCase(0)]
    public void FromSeed_refuses_other_lengths(int length) =>
        Assert.Throws<ArgumentException>(() => Ed25519KeyPair.FromSeed(new byte[length]));

    [Test]
    public void Sign_refuses_a_short_destination()
    {
        using var pair = Ed25519KeyPair.Generate();
        Assert.Throws<ArgumentException>(() => pair.Sign([], new byte[63]));
    }

    [Test]
    public void A_disposed_key_neither_signs_nor_gives_its_seed()
    {
        var pair = Ed25519KeyPair.Generate();
        pair.Dispose();
        using (Assert.EnterMultipleScope())
        {
            Assert.Throws<ObjectDisposedException>(() => pair.Sign([], new byte[64]));
            Assert.Throws<ObjectDisposedException>(() => pair.CopySeed(new byte[32]));
        }
    }

    [Test]
    public void Generated_keys_differ_and_give_their_seed_back()
    {
        using var first = Ed25519KeyPair.Generate();
        using var second = Ed25519KeyPair.Generate();
        var seed = new byte[32];
        first.CopySeed(seed);
        using var again = Ed25519KeyPair.FromSeed(seed);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.PublicKey.SequenceEqual(second.PublicKey), Is.False);
            Assert.That(first.PublicKey.SequenceEqual(again.PublicKey), Is.True);
        }
    }

    [Test]
    public void Signs_on_many_threads_at_once()
    {
        using var pair = Ed25519KeyPair.Generate();
        var expected = new byte[64];
        pair.Sign("same"u8, expected);
        Parallel.For(0, 500, _ =>
        {
            var signature = new byte[64];
            pair.Sign("same"u8, signature);
            Assert.That(signature, Is.EqualTo(expected));
        });
    }
}

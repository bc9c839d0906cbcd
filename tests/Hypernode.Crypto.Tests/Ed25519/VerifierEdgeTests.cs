using System.Numerics;
using Hypernode.Crypto.Ed25519;

namespace Hypernode.Crypto.Tests.Ed25519;

/// <summary>Signatures that are malformed, malleable or made of special points.</summary>
internal sealed class VerifierEdgeTests
{
    // Strict without the cofactor: of the twelve, only the one with mixed A and R whose plain equation holds is a signature.
    // It needs the key's owner to add torsion to both, and gives nobody a second message or key.
    private static readonly int[] Accepted = [3];

    private static readonly IReadOnlyList<EdgeCases.Case> Cases = EdgeCases.Make();

    private static IEnumerable<TestCaseData> Numbered => Cases.Select(c => new TestCaseData(c).SetArgDisplayNames($"{c.Number}: {c.What}"));

    [TestCaseSource(nameof(Numbered))]
    public void Decides_each_of_the_twelve_edge_cases_strictly(object edge)
    {
        var c = (EdgeCases.Case)edge;

        Assert.That(Ed25519Verifier.Verify(c.PublicKey, c.Message, c.Signature), Is.EqualTo(Accepted.Contains(c.Number)));
    }

    [Test]
    public void Refuses_all_eight_small_order_points_as_key_and_as_commitment()
    {
        using var pair = Ed25519KeyPair.FromSeed(new byte[32]);
        var torsion = ReferenceCurve.TorsionGenerator();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 8; i++)
        {
            var point = ReferenceCurve.Encode(ReferenceCurve.Multiply(i, torsion));
            seen.Add(Convert.ToHexString(point));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(Ed25519Encoding.IsSmallOrder(point), Is.True);
                Assert.That(Ed25519Verifier.Verify(point, [], [.. point, .. new byte[32]]), Is.False);
                Assert.That(Ed25519Verifier.Verify(pair.PublicKey, [], [.. point, .. new byte[32]]), Is.False);
            }
        }

        Assert.That(seen, Has.Count.EqualTo(8));
        Assert.That(Ed25519Encoding.IsSmallOrder(pair.PublicKey), Is.False);
    }

    [Test]
    public void Refuses_every_signature_with_one_bit_changed()
    {
        using var pair = Ed25519KeyPair.FromSeed(new byte[32]);
        var message = "a job"u8.ToArray();
        var signature = new byte[64];
        pair.Sign(message, signature);
        for (var bit = 0; bit < 512; bit++)
        {
            var changed = (byte[])signature.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(Ed25519Verifier.Verify(pair.PublicKey, message, changed), Is.False, $"bit {bit}");
        }
    }

    [Test]
    public void Refuses_every_length_but_the_right_one()
    {
        using var pair = Ed25519KeyPair.FromSeed(new byte[32]);
        var signature = new byte[64];
        pair.Sign([], signature);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Ed25519Verifier.Verify(pair.PublicKey, [], signature.AsSpan(0, 63)), Is.False);
            Assert.That(Ed25519Verifier.Verify(pair.PublicKey, [], [.. signature, 0]), Is.False);
            Assert.That(Ed25519Verifier.Verify(pair.PublicKey, [], []), Is.False);
            Assert.That(Ed25519Verifier.Verify(pair.PublicKey[..31], [], signature), Is.False);
            Assert.That(Ed25519Verifier.Verify([.. pair.PublicKey, 0], [], signature), Is.False);
            Assert.That(Ed25519Verifier.Verify(pair.PublicKey, [], signature), Is.True);
        }
    }

    [TestCase(-1, true)]
    [TestCase(0, false)]
    [TestCase(1, false)]
    public void A_scalar_is_reduced_below_the_group_order_only(int offset, bool expected) =>
        Assert.That(Ed25519Encoding.IsReducedScalar(ReferenceCurve.ToBytes(ReferenceCurve.L + offset)), Is.EqualTo(expected));

    [TestCase(-1, true)]
    [TestCase(0, false)]
    [TestCase(1, false)]
    public void A_point_is_canonical_below_the_field_order_only(int offset, bool expected) =>
        Assert.That(Ed25519Encoding.IsCanonicalPoint(ReferenceCurve.ToBytes(ReferenceCurve.P + offset)), Is.EqualTo(expected));

    [Test]
    public void Refuses_the_sign_bit_where_x_is_zero()
    {
        var signBit = BigInteger.One << 255;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Ed25519Encoding.IsCanonicalPoint(ReferenceCurve.ToBytes(1 + signBit)), Is.False);
            Assert.That(Ed25519Encoding.IsCanonicalPoint(ReferenceCurve.ToBytes(ReferenceCurve.P - 1 + signBit)), Is.False);
            Assert.That(Ed25519Encoding.IsCanonicalPoint(ReferenceCurve.ToBytes(2 + signBit)), Is.True);
        }
    }
}

using System.Numerics;
using static Hypernode.Crypto.Tests.Ed25519.ReferenceCurve;

namespace Hypernode.Crypto.Tests.Ed25519;

/// <summary>
/// Signatures on which libraries disagree, with the conditions of "Taming the many EdDSAs" (Chalkias, Garillot, Nikolaenko, 2020, table 6c).
/// They are made here from those conditions, on the reference curve, with searched messages; the paper's own bytes are not copied.
/// </summary>
internal static class EdgeCases
{
    private static readonly Point Torsion = TorsionGenerator();
    private static readonly BigInteger Secret = BigInteger.Parse("5123456789012345678901234567890123456789012345678901234567890123", null) % L;
    private static readonly BigInteger Nonce = BigInteger.Parse("7654321098765432109876543210987654321098765432109876543210987654", null) % L;

    internal sealed record Case(int Number, string What, byte[] PublicKey, byte[] Message, byte[] Signature, bool Cofactored, bool Cofactorless);

    /// <summary>The twelve cases; both equations are recomputed on the reference curve when they are made.</summary>
    public static IReadOnlyList<Case> Make()
    {
        var largeKey = Multiply(Secret, Base);
        var mixedKey = Add(largeKey, Torsion);
        var mixedNonce = Add(Multiply(Nonce, Base), Torsion);
        var minusZero = Convert.FromHexString("0100000000000000000000000000000000000000000000000000000000000080");
        var aboveField = Convert.FromHexString("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");
        return
        [
            // 0, 1: A and R small, S = 0; once both equations hold, once only the cofactored one.
            Search(0, "S = 0, A and R small, both equations", true, true, m => (Encode(Torsion), Encode(Multiply(7, Torsion)), _ => 0), null),
            Search(1, "S above 0, A small, R mixed, both equations", true, true, m => (Encode(Torsion), Encode(Add(Multiply(Nonce, Base), Multiply(7, Torsion))), _ => Nonce), null),
            Search(2, "A mixed, R small, both equations", true, true, m => (Encode(mixedKey), Encode(Multiply(7, Torsion)), k => k * Secret), null),
            Search(3, "A and R mixed, both equations", true, true, m => (Encode(mixedKey), Encode(Add(Multiply(Nonce, Base), Multiply(7, Torsion))), k => Nonce + (k * Secret)), null),
            Search(4, "A and R mixed, cofactored equation only", true, false, m => (Encode(mixedKey), Encode(mixedNonce), k => Nonce + (k * Secret)), null),
            Search(5, "A mixed, R large, cofactored equation only", true, false, m => (Encode(mixedKey), Encode(Multiply(Nonce, Base)), k => Nonce + (k * Secret)), k => (8 * k % L) % 8 != 0),
            Search(6, "S above L", true, true, m => (Encode(largeKey), Encode(Multiply(Nonce, Base)), k => ((Nonce + (k * Secret)) % L) + L), null, reduce: false),
            Search(7, "S far above L", true, true, m => (Encode(largeKey), Encode(Multiply(Nonce, Base)), k => ((Nonce + (k * Secret)) % L) + (8 * L)), null, reduce: false),
            Search(8, "R not canonical, y above the field", false, false, m => (Encode(mixedKey), aboveField, k => k * Secret), null, requireEquations: false),
            Search(9, "R not canonical, minus zero", false, false, m => (Encode(mixedKey), minusZero, k => k * Secret), null, requireEquations: false),
            Search(10, "A not canonical, y above the field", false, false, m => (aboveField, Encode(Multiply(Nonce, Base)), _ => Nonce), null, requireEquations: false),
            Search(11, "A not canonical, minus zero", false, false, m => (minusZero, Encode(Multiply(Nonce, Base)), _ => Nonce), null, requireEquations: false),
        ];
    }

    private static Case Search(
        int number,
        string what,
        bool cofactored,
        bool cofactorless,
        Func<byte[], (byte[] A, byte[] R, Func<BigInteger, BigInteger> S)> make,
        Func<BigInteger, bool>? accept,
        bool reduce = true,
        bool requireEquations = true)
    {
        for (var attempt = 0; attempt < 4_096; attempt++)
        {
            var message = BitConverter.GetBytes(attempt);
            var (a, r, s) = make(message);
            var challenge = Challenge(r, a, message);
            if (accept is not null && !accept(challenge))
            {
                continue;
            }

            var scalar = s(challenge);
            byte[] signature = [.. r, .. ToBytes(reduce ? scalar % L : scalar)];
            var found = new Case(
                number, what, a, message, signature, HoldsWithCofactor(a, message, signature), HoldsWithoutCofactor(a, message, signature));
            if (!requireEquations || (found.Cofactored == cofactored && found.Cofactorless == cofactorless))
            {
                return found;
            }
        }

        throw new InvalidOperationException($"No message gives case {number}: {what}.");
    }
}

using System.Runtime.InteropServices;

namespace Hypernode.Crypto.Ed25519;

/// <summary>Strict verification of Ed25519 signatures: what this accepts, every careful library accepts.</summary>
/// <remarks>
/// OpenSSL alone takes small-order points and encodings that are not canonical, which makes one signature valid for many
/// messages or keys. They are refused before it is asked: A and R canonical and of large order, S below the group order.
/// </remarks>
public static class Ed25519Verifier
{
    /// <summary>True when the signature is the key's over the message; false for every malformed input.</summary>
    /// <exception cref="LibCryptoMissingException">OpenSSL 3 is not installed.</exception>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != Ed25519KeyPair.PublicKeyLength || signature.Length != Ed25519KeyPair.SignatureLength
            || !Ed25519Encoding.IsCanonicalPoint(publicKey) || Ed25519Encoding.IsSmallOrder(publicKey)
            || !Ed25519Encoding.IsCanonicalPoint(signature[..32]) || Ed25519Encoding.IsSmallOrder(signature[..32])
            || !Ed25519Encoding.IsReducedScalar(signature[32..]))
        {
            return false;
        }

        using var key = NewPublicKey(publicKey);
        if (key.IsInvalid)
        {
            LibCrypto.ClearErrors();
            return false;
        }

        using var context = LibCrypto.NewDigestContext();
        var valid = !context.IsInvalid
            && LibCrypto.DigestVerifyInit(context, 0, 0, 0, key) == 1
            && LibCrypto.DigestVerify(
                context,
                in MemoryMarshal.GetReference(signature),
                (nuint)signature.Length,
                in MemoryMarshal.GetReference(message),
                (nuint)message.Length) == 1;
        if (!valid)
        {
            LibCrypto.ClearErrors();
        }

        return valid;
    }

    private static LibCrypto.KeyHandle NewPublicKey(ReadOnlySpan<byte> publicKey)
    {
        try
        {
            return LibCrypto.NewPublicKey(
                LibCrypto.KeyTypeEd25519, 0, in MemoryMarshal.GetReference(publicKey), Ed25519KeyPair.PublicKeyLength);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            throw new LibCryptoMissingException(e);
        }
    }
}

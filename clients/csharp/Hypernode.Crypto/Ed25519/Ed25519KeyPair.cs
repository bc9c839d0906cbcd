using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Hypernode.Crypto.Ed25519;

/// <summary>An Ed25519 key pair (RFC 8032). The seed lies in pinned memory and is zeroed by <see cref="Dispose"/>.</summary>
/// <remarks>Signing may run on several threads at once; disposing while a signature is made lets that one finish.</remarks>
public sealed class Ed25519KeyPair : IDisposable
{
    /// <summary>Bytes of a seed (the private half).</summary>
    public const int SeedLength = 32;

    /// <summary>Bytes of a public key.</summary>
    public const int PublicKeyLength = 32;

    /// <summary>Bytes of a signature.</summary>
    public const int SignatureLength = 64;

    private readonly byte[] _seed;
    private readonly byte[] _publicKey = new byte[PublicKeyLength];
    private readonly LibCrypto.KeyHandle _key;
    private readonly ConcurrentBag<LibCrypto.DigestContextHandle> _contexts = [];
    private bool _disposed;

    private Ed25519KeyPair(byte[] pinnedSeed)
    {
        _seed = pinnedSeed;
        _key = LibCrypto.Load(() => LibCrypto.NewPrivateKey(LibCrypto.KeyTypeEd25519, 0, in _seed[0], SeedLength));
        var length = (nuint)PublicKeyLength;
        if (_key.IsInvalid || LibCrypto.GetPublicKey(_key, ref _publicKey[0], ref length) != 1)
        {
            throw new CryptographicException("libcrypto did not take the Ed25519 seed.");
        }
    }

    /// <summary>The 32 bytes others verify with.</summary>
    public ReadOnlySpan<byte> PublicKey => _publicKey;

    /// <summary>The pair of a 32-byte seed; the seed is copied, so the caller zeroes its own.</summary>
    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    /// <exception cref="LibCryptoMissingException">OpenSSL 3 is not installed.</exception>
    public static Ed25519KeyPair FromSeed(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedLength)
        {
            throw new ArgumentException($"An Ed25519 seed has {SeedLength} bytes, not {seed.Length}.", nameof(seed));
        }

        var pinned = GC.AllocateUninitializedArray<byte>(SeedLength, pinned: true);
        seed.CopyTo(pinned);
        return new Ed25519KeyPair(pinned);
    }

    /// <summary>A new pair from the system's random source.</summary>
    public static Ed25519KeyPair Generate()
    {
        var pinned = GC.AllocateUninitializedArray<byte>(SeedLength, pinned: true);
        RandomNumberGenerator.Fill(pinned);
        return new Ed25519KeyPair(pinned);
    }

    /// <summary>Writes the 64-byte signature of the message.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than <see cref="SignatureLength"/>.</exception>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public void Sign(ReadOnlySpan<byte> message, Span<byte> signature)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (signature.Length < SignatureLength)
        {
            throw new ArgumentException($"A signature needs {SignatureLength} bytes.", nameof(signature));
        }

        var context = _contexts.TryTake(out var prepared) ? prepared : PrepareContext();
        try
        {
            // libcrypto 3.0 signs again with a prepared context, which saves a lookup as long as the signature itself; a version
            // that does not is asked anew.
            if (!TrySign(context, message, signature) && (LibCrypto.DigestSignInit(context, 0, 0, 0, _key) != 1 || !TrySign(context, message, signature)))
            {
                throw new CryptographicException("libcrypto did not sign.");
            }
        }
        finally
        {
            LibCrypto.ClearErrors();
            _contexts.Add(context);
        }
    }

    /// <summary>Copies the seed out, for writing a key file; the caller zeroes the destination.</summary>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public void CopySeed(Span<byte> destination)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _seed.CopyTo(destination);
    }

    public void Dispose()
    {
        _disposed = true;
        while (_contexts.TryTake(out var context))
        {
            context.Dispose();
        }

        _key.Dispose();
        CryptographicOperations.ZeroMemory(_seed);
    }

    private static bool TrySign(LibCrypto.DigestContextHandle context, ReadOnlySpan<byte> message, Span<byte> signature)
    {
        var length = (nuint)SignatureLength;
        return LibCrypto.DigestSign(
            context, ref MemoryMarshal.GetReference(signature), ref length, in MemoryMarshal.GetReference(message), (nuint)message.Length) == 1;
    }

    private LibCrypto.DigestContextHandle PrepareContext()
    {
        var context = LibCrypto.NewDigestContext();
        if (context.IsInvalid || LibCrypto.DigestSignInit(context, 0, 0, 0, _key) != 1)
        {
            context.Dispose();
            LibCrypto.ClearErrors();
            throw new CryptographicException("libcrypto did not take the key for signing.");
        }

        return context;
    }
}

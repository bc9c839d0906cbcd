using Hypernode.Crypto.Ed25519;
using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Keys;

/// <summary>Signs with a key pair held in this process; owns and disposes it.</summary>
public sealed class KeyPairSigner(Ed25519KeyPair keyPair) : ISigner, IDisposable
{
    /// <inheritdoc/>
    public Address Address { get; } = new(keyPair.PublicKey);

    /// <summary>A signer with a new random key.</summary>
    public static KeyPairSigner Generate() => new(Ed25519KeyPair.Generate());

    /// <summary>A signer of a 32-byte seed; the seed is copied.</summary>
    public static KeyPairSigner FromSeed(ReadOnlySpan<byte> seed) => new(Ed25519KeyPair.FromSeed(seed));

    /// <inheritdoc/>
    public ValueTask<Signature> SignAsync(SigningRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Sign(request.Message.Bytes.Span));
    }

    /// <summary>Signs any bytes: for messages that are not transactions, such as a login.</summary>
    public Signature Sign(ReadOnlySpan<byte> message)
    {
        Span<byte> signature = stackalloc byte[Signature.Length];
        keyPair.Sign(message, signature);
        return new Signature(signature);
    }

    public void Dispose() => keyPair.Dispose();
}

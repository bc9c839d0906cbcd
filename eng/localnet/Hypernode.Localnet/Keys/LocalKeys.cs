using System.Security.Cryptography;
using System.Text;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Keys;

namespace Hypernode.Localnet.Keys;

/// <summary>Keys and ids that everybody can work out, for local networks only.</summary>
public static class LocalKeys
{
    private const string Prefix = "hypernode-local:";
    private const int IdLength = 16;

    /// <summary>Signer of a named actor: Ed25519 seed = SHA-256("hypernode-local:" + name).</summary>
    public static KeyPairSigner Signer(string name) => KeyPairSigner.FromSeed(Digest(name));

    /// <summary>The 32-byte seed of a named actor's key.</summary>
    public static byte[] Seed(string name) => Digest(name);

    /// <summary>Address of a named actor.</summary>
    public static Address Address(string name)
    {
        using var signer = Signer(name);
        return signer.Address;
    }

    /// <summary>The 16-byte id of a named market, node or job.</summary>
    public static byte[] Id(string name) => Digest("id:" + name)[..IdLength];

    private static byte[] Digest(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(Prefix + name));
}

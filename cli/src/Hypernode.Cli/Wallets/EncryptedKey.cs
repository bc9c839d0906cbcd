using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hypernode.Cli.Wallets;

/// <summary>
/// A 32-byte Ed25519 seed at rest: AES-256-GCM under a key that PBKDF2-HMAC-SHA-256 stretches from the passphrase. The
/// address is authenticated with it, so that a file whose address was changed does not open.
/// </summary>
/// <param name="V">Format, 1.</param>
/// <param name="Address">Base58 address of the key; readable without the passphrase.</param>
/// <param name="Iterations">PBKDF2 rounds.</param>
/// <param name="Salt">16 bytes.</param>
/// <param name="Nonce">12 bytes, new for each file.</param>
/// <param name="Ciphertext">The seed, encrypted: 32 bytes.</param>
/// <param name="Tag">16 bytes.</param>
internal sealed record EncryptedKey(int V, string Address, int Iterations, byte[] Salt, byte[] Nonce, byte[] Ciphertext, byte[] Tag)
{
    /// <summary>What OWASP's password storage guide asks of PBKDF2 with SHA-256.</summary>
    private const int DefaultIterations = 600_000;

    /// <summary>A file that asks for more would only stall the reader.</summary>
    private const int MostIterations = 10_000_000;

    public static EncryptedKey Seal(ReadOnlySpan<byte> seed, string address, string passphrase)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var nonce = RandomNumberGenerator.GetBytes(12);
        var ciphertext = new byte[seed.Length];
        var tag = new byte[16];
        var key = Stretch(passphrase, salt, DefaultIterations);
        try
        {
            using var aes = new AesGcm(key, tag.Length);
            aes.Encrypt(nonce, seed, ciphertext, tag, Encoding.ASCII.GetBytes(address));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }

        return new EncryptedKey(1, address, DefaultIterations, salt, nonce, ciphertext, tag);
    }

    /// <summary>The seed; the caller zeroes it.</summary>
    /// <exception cref="CryptographicException">Wrong passphrase, or the file was changed.</exception>
    public byte[] Open(string passphrase)
    {
        var seed = new byte[Ciphertext.Length];
        var key = Stretch(passphrase, Salt, Iterations);
        try
        {
            using var aes = new AesGcm(key, Tag.Length);
            aes.Decrypt(Nonce, Ciphertext, Tag, seed, Encoding.ASCII.GetBytes(Address));
            return seed;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, EncryptedKeyJson.Default.EncryptedKey);

    /// <exception cref="FormatException">Not a wallet file of this version, or one with impossible fields.</exception>
    public static EncryptedKey Parse(string json)
    {
        EncryptedKey? key;
        try
        {
            key = JsonSerializer.Deserialize(json, EncryptedKeyJson.Default.EncryptedKey);
        }
        catch (JsonException e)
        {
            throw new FormatException($"not a wallet file: {e.Message}", e);
        }

        return key switch
        {
            null => throw new FormatException("not a wallet file: it says null"),
            { V: not 1 } => throw new FormatException($"wallet format {key.V} is not known to this version"),
            { Salt: not { Length: 16 } } or { Nonce: not { Length: 12 } } or { Tag: not { Length: 16 } } or { Ciphertext: not { Length: 32 } } or { Address: null }
                => throw new FormatException("a field of the wallet file has the wrong length"),
            { Iterations: < 100_000 or > MostIterations } => throw new FormatException($"{key.Iterations} key rounds are outside 100,000..{MostIterations}"),
            _ => key,
        };
    }

    private static byte[] Stretch(string passphrase, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, iterations, HashAlgorithmName.SHA256, 32);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true, WriteIndented = true)]
[JsonSerializable(typeof(EncryptedKey))]
internal sealed partial class EncryptedKeyJson : JsonSerializerContext;

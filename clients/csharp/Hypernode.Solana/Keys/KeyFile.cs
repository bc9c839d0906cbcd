using System.Security.Cryptography;
using System.Text.Json;
using Hypernode.Crypto.Ed25519;

namespace Hypernode.Solana.Keys;

/// <summary>Key files of the Solana tools: a JSON array of 64 numbers, seed then public key, readable by the owner only.</summary>
public static class KeyFile
{
    private const int Numbers = Ed25519KeyPair.SeedLength + Ed25519KeyPair.PublicKeyLength;
    private const int MaxFileBytes = 4_096;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Loads the signer of a key file.</summary>
    /// <exception cref="KeyFileException">A link, open to others, malformed, or halves that differ.</exception>
    public static KeyPairSigner Load(string path) => new(LoadKeyPair(path));

    /// <summary>Loads the key pair of a key file; the caller disposes it.</summary>
    /// <exception cref="KeyFileException">A link, open to others, malformed, or halves that differ.</exception>
    public static Ed25519KeyPair LoadKeyPair(string path)
    {
        var json = GC.AllocateArray<byte>(MaxFileBytes, pinned: true);
        var key = GC.AllocateArray<byte>(Numbers, pinned: true);
        try
        {
            var length = Read(path, json);
            if (!TryParse(json.AsSpan(0, length), key))
            {
                throw new KeyFileException(path, KeyFileFault.Malformed);
            }

            var pair = Ed25519KeyPair.FromSeed(key.AsSpan(0, Ed25519KeyPair.SeedLength));
            if (!pair.PublicKey.SequenceEqual(key.AsSpan(Ed25519KeyPair.SeedLength)))
            {
                pair.Dispose();
                throw new KeyFileException(path, KeyFileFault.HalvesDiffer);
            }

            return pair;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(json);
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Writes a key to a new file with mode 0600 and flushes it to the disk.</summary>
    /// <exception cref="KeyFileException">The path exists already.</exception>
    public static void Create(string path, Ed25519KeyPair keyPair)
    {
        var key = GC.AllocateArray<byte>(Numbers, pinned: true);
        var json = GC.AllocateArray<byte>(MaxFileBytes, pinned: true);
        try
        {
            keyPair.CopySeed(key);
            keyPair.PublicKey.CopyTo(key.AsSpan(Ed25519KeyPair.SeedLength));
            var length = Format(key, json);
            using var file = OpenNew(path);
            file.Write(json.AsSpan(0, length));
            file.Flush(flushToDisk: true);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(json);
        }
    }

    private static int Read(string path, byte[] destination)
    {
        try
        {
            var info = new FileInfo(path);
            if (info.LinkTarget is not null)
            {
                throw new KeyFileException(path, KeyFileFault.IsLink);
            }

            if (!info.Exists)
            {
                throw new KeyFileException(path, Directory.Exists(path) ? KeyFileFault.NotAFile : KeyFileFault.Missing);
            }

            // Pipes and devices report no length: refused before opening one could block.
            if (info.Length is 0 or > MaxFileBytes)
            {
                throw new KeyFileException(path, KeyFileFault.Malformed);
            }

            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & ~OwnerOnly) != UnixFileMode.None)
            {
                throw new KeyFileException(path, KeyFileFault.OpenToOthers);
            }

            return RandomAccess.Read(file, destination, fileOffset: 0);
        }
        catch (UnauthorizedAccessException)
        {
            throw new KeyFileException(path, KeyFileFault.NotReadable);
        }
    }

    private static bool TryParse(ReadOnlySpan<byte> json, Span<byte> key)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                return false;
            }

            for (var i = 0; i < key.Length; i++)
            {
                if (!reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetByte(out key[i]))
                {
                    return false;
                }
            }

            return reader.Read() && reader.TokenType == JsonTokenType.EndArray && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static int Format(ReadOnlySpan<byte> key, Span<byte> json)
    {
        var at = 0;
        foreach (var number in key)
        {
            json[at++] = at == 1 ? (byte)'[' : (byte)',';
            number.TryFormat(json[at..], out var written, default, System.Globalization.CultureInfo.InvariantCulture);
            at += written;
        }

        json[at++] = (byte)']';
        return at;
    }

    private static FileStream OpenNew(string path)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerOnly;
            }

            return new FileStream(path, options);
        }
        catch (IOException) when (File.Exists(path) || Directory.Exists(path))
        {
            throw new KeyFileException(path, KeyFileFault.Exists);
        }
    }
}

using System.Security.Cryptography;
using Hypernode.Crypto.Ed25519;

namespace Hypernode.Solana.Addresses;

/// <summary>Addresses that programs derive from seeds and that no private key can sign for.</summary>
/// <remarks>SHA-256 of seeds, program id and a fixed marker; taken only when it is not a point of the curve.</remarks>
public static class ProgramAddress
{
    /// <summary>Most bytes of one seed.</summary>
    public const int MaxSeedLength = 32;

    /// <summary>Most seeds of one address, the bump included.</summary>
    public const int MaxSeeds = 16;

    private static readonly byte[] Marker = "ProgramDerivedAddress"u8.ToArray();

    /// <summary>The address with the highest bump that leaves the curve.</summary>
    /// <param name="programId">Program that owns the address.</param>
    /// <param name="seeds">At most 15 seeds of at most 32 bytes; the bump becomes the last one.</param>
    /// <exception cref="SeedException">Too many seeds, one too long, or (with odds of 2^-256) no bump left.</exception>
    public static (Address Address, byte Bump) Find(Address programId, params ReadOnlySpan<ReadOnlyMemory<byte>> seeds)
    {
        Span<byte> buffer = stackalloc byte[(MaxSeeds * MaxSeedLength) + Address.Length + Marker.Length];
        var length = Join(seeds, MaxSeeds - 1, buffer);
        var bumpAt = length++;
        length += Close(programId, buffer[length..]);
        Span<byte> hash = stackalloc byte[Address.Length];
        for (var bump = (int)byte.MaxValue; bump >= 0; bump--)
        {
            buffer[bumpAt] = (byte)bump;
            SHA256.HashData(buffer[..length], hash);
            if (!Ed25519Encoding.IsOnCurve(hash))
            {
                return (new Address(hash), (byte)bump);
            }
        }

        throw new SeedException("No bump leaves the curve for these seeds: change one of them.");
    }

    /// <summary>The address of exactly these seeds; the caller appends a known bump as the last one.</summary>
    /// <exception cref="SeedException">Too many seeds, one too long, or the result lies on the curve.</exception>
    public static Address Create(Address programId, params ReadOnlySpan<ReadOnlyMemory<byte>> seeds)
    {
        Span<byte> buffer = stackalloc byte[(MaxSeeds * MaxSeedLength) + Address.Length + Marker.Length];
        var length = Join(seeds, MaxSeeds, buffer);
        length += Close(programId, buffer[length..]);
        Span<byte> hash = stackalloc byte[Address.Length];
        SHA256.HashData(buffer[..length], hash);
        return Ed25519Encoding.IsOnCurve(hash)
            ? throw new SeedException("These seeds give a point of the curve: use another bump.")
            : new Address(hash);
    }

    private static int Join(ReadOnlySpan<ReadOnlyMemory<byte>> seeds, int maxSeeds, Span<byte> buffer)
    {
        if (seeds.Length > maxSeeds)
        {
            throw new SeedException($"{seeds.Length} seeds are too many: at most {maxSeeds} here.");
        }

        var length = 0;
        for (var i = 0; i < seeds.Length; i++)
        {
            if (seeds[i].Length > MaxSeedLength)
            {
                throw new SeedException($"Seed {i} has {seeds[i].Length} bytes: at most {MaxSeedLength}.");
            }

            seeds[i].Span.CopyTo(buffer[length..]);
            length += seeds[i].Length;
        }

        return length;
    }

    private static int Close(Address programId, Span<byte> buffer)
    {
        programId.Bytes.CopyTo(buffer);
        Marker.CopyTo(buffer[Address.Length..]);
        return Address.Length + Marker.Length;
    }
}

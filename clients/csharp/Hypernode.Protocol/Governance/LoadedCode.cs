using System.Security.Cryptography;
using Hypernode.Solana.Addresses;

namespace Hypernode.Protocol.Governance;

/// <summary>Code under the upgradeable loader.</summary>
/// <param name="Authority">Who may replace it; null = nobody.</param>
/// <param name="Bytes">The code, with the zeros that its account holds behind it.</param>
public sealed record LoadedCode(Address? Authority, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>SHA-256 of the code, in hexadecimal. Zeros at its end count as room: an account may be larger than what was written into it.</summary>
    public string Digest => DigestOf(Bytes.Span);

    /// <summary>The same of a file that would be written into a buffer.</summary>
    public static string DigestOf(ReadOnlySpan<byte> code) => Convert.ToHexStringLower(SHA256.HashData(code.TrimEnd((byte)0)));
}

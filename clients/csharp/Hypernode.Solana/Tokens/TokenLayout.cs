using System.Buffers.Binary;
using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Tokens;

/// <summary>Parts that mints and token accounts share: optional values and the list of extensions.</summary>
internal static class TokenLayout
{
    /// <summary>Bytes of a token account without extensions; mints with extensions are padded to it.</summary>
    public const int AccountLength = 165;

    private const int KindLength = 2;
    private const int HeadLength = 4;

    /// <summary>An optional address: four bytes 0 or 1, then the address.</summary>
    public static Address? ReadOptionalAddress(ReadOnlySpan<byte> data, int at, Address account) =>
        ReadTag(data, at, account) ? new Address(data.Slice(at + 4, Address.Length)) : null;

    /// <summary>An optional number: four bytes 0 or 1, then the number.</summary>
    public static ulong? ReadOptionalUInt64(ReadOnlySpan<byte> data, int at, Address account) =>
        ReadTag(data, at, account) ? BinaryPrimitives.ReadUInt64LittleEndian(data[(at + 4)..]) : null;

    /// <summary>Extensions behind the base layout; none when the data ends with it.</summary>
    /// <param name="data">Whole account data.</param>
    /// <param name="accountType">1 for mints, 2 for token accounts.</param>
    /// <param name="account">The account, for errors.</param>
    /// <exception cref="DecodeException">Another type, or a cut list.</exception>
    public static IReadOnlyList<TokenExtensionData> ReadExtensions(ReadOnlyMemory<byte> data, byte accountType, Address account)
    {
        var span = data.Span;
        if (span.Length <= AccountLength)
        {
            return [];
        }

        if (span[AccountLength] != accountType)
        {
            throw new DecodeException($"account type {span[AccountLength]} where {accountType} was expected.", AccountLength, account);
        }

        var extensions = new List<TokenExtensionData>();
        for (var at = AccountLength + 1; at < span.Length;)
        {
            // Room that was allocated and never filled is zero.
            if (span.Length - at < HeadLength || BinaryPrimitives.ReadUInt16LittleEndian(span[at..]) == 0)
            {
                return span[at..].ContainsAnyExcept((byte)0) ? throw new DecodeException("bytes behind the last extension.", at, account) : extensions;
            }

            var kind = BinaryPrimitives.ReadUInt16LittleEndian(span[at..]);
            var length = BinaryPrimitives.ReadUInt16LittleEndian(span[(at + KindLength)..]);
            if (length > span.Length - at - HeadLength)
            {
                throw new DecodeException($"extension {kind} of {length} bytes passes the end.", at, account);
            }

            extensions.Add(new TokenExtensionData((TokenExtension)kind, data.Slice(at + HeadLength, length)));
            at += HeadLength + length;
        }

        return extensions;
    }

    private static bool ReadTag(ReadOnlySpan<byte> data, int at, Address account) => BinaryPrimitives.ReadUInt32LittleEndian(data[at..]) switch
    {
        0 => false,
        1 => true,
        var tag => throw new DecodeException($"option tag {tag} is neither 0 nor 1.", at, account),
    };
}

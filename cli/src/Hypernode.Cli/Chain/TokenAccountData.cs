using System.Buffers.Binary;
using Hypernode.Client.Primitives;

namespace Hypernode.Cli.Chain;

/// <summary>The bytes of a classic token account that the command line shows.</summary>
internal static class TokenAccountData
{
    /// <summary>Bytes of a token account.</summary>
    public const int Length = 165;

    private const int AmountOffset = 64;

    /// <summary>Base units it holds.</summary>
    public static HyperAmount AmountOf(ReadOnlySpan<byte> data) => new(BinaryPrimitives.ReadUInt64LittleEndian(data[AmountOffset..]));
}

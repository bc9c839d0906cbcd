using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Tokens;

/// <summary>A mint whose transfers may move another amount than they say, or that others can move, stop or hide.</summary>
public sealed class InexactTransferException(Address mint, TokenExtension extension)
    : Exception($"Mint {mint} has extension {extension}: its transfers are not exact. Use another token.")
{
    /// <summary>The mint.</summary>
    public Address Mint { get; } = mint;

    /// <summary>The extension that refuses it.</summary>
    public TokenExtension Extension { get; } = extension;
}

using System.Buffers.Binary;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Solana.Tokens;

/// <summary>A mint of the Token or Token-2022 program.</summary>
/// <param name="Address">Its account.</param>
/// <param name="MintAuthority">May issue units; null = nobody any more.</param>
/// <param name="Supply">Base units in existence.</param>
/// <param name="Decimals">Base units of one token are 10 to this power.</param>
/// <param name="FreezeAuthority">May freeze accounts; null = nobody.</param>
/// <param name="Extensions">Token-2022 extensions; empty for the Token program.</param>
public sealed record Mint(
    Address Address, Address? MintAuthority, ulong Supply, byte Decimals, Address? FreezeAuthority, IReadOnlyList<TokenExtensionData> Extensions)
{
    /// <summary>Bytes of a mint without extensions.</summary>
    public const int Length = 82;

    private static readonly HashSet<TokenExtension> HarmlessExtensions =
    [
        TokenExtension.MintCloseAuthority,
        TokenExtension.DefaultAccountState,
        TokenExtension.InterestBearing,
        TokenExtension.MetadataPointer,
        TokenExtension.TokenMetadata,
        TokenExtension.GroupPointer,
        TokenExtension.TokenGroup,
        TokenExtension.GroupMemberPointer,
        TokenExtension.TokenGroupMember,
        TokenExtension.ScaledUiAmount,
    ];

    /// <summary>Reads a mint.</summary>
    /// <exception cref="DecodeException">Not owned by a token program, not initialised, or another layout.</exception>
    public static Mint Decode(Address address, AccountInfo account)
    {
        var data = account.Data.Span;
        if (account.Owner != ProgramIds.Token && account.Owner != ProgramIds.Token2022)
        {
            throw new DecodeException($"owned by {account.Owner}, which is no token program.", 0, address);
        }

        var extended = account.Owner == ProgramIds.Token2022 && data.Length > TokenLayout.AccountLength;
        if (data.Length != Length && !extended)
        {
            throw new DecodeException($"{data.Length} bytes are no mint.", 0, address);
        }

        if (data[45] != 1)
        {
            throw new DecodeException("the mint is not initialised.", 45, address);
        }

        return extended && data[Length..TokenLayout.AccountLength].ContainsAnyExcept((byte)0)
            ? throw new DecodeException("the padding of an extended mint is not zero.", Length, address)
            : new Mint(
                address,
                TokenLayout.ReadOptionalAddress(data, 0, address),
                BinaryPrimitives.ReadUInt64LittleEndian(data[36..]),
                data[44],
                TokenLayout.ReadOptionalAddress(data, 46, address),
                TokenLayout.ReadExtensions(account.Data, accountType: 1, address));
    }

    /// <summary>Requires that a transfer moves exactly its amount, and that nobody else can move, stop or hide it.</summary>
    /// <remarks>Refused: fees, hooks, non-transferable, permanent delegate, confidential, pausable, and extensions this build does not know.</remarks>
    /// <exception cref="InexactTransferException">The mint has such an extension.</exception>
    public void RequireExactTransfer()
    {
        foreach (var extension in Extensions)
        {
            if (!HarmlessExtensions.Contains(extension.Kind))
            {
                throw new InexactTransferException(Address, extension.Kind);
            }
        }
    }
}

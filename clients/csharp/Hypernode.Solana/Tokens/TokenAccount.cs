using System.Buffers.Binary;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Solana.Tokens;

/// <summary>A token account of the Token or Token-2022 program.</summary>
/// <param name="Address">The account.</param>
/// <param name="Mint">Its mint.</param>
/// <param name="Owner">Who may move its units.</param>
/// <param name="Amount">Base units it holds.</param>
/// <param name="Delegate">Who else may move units; null = nobody.</param>
/// <param name="DelegatedAmount">Base units the delegate may move.</param>
/// <param name="State">In use or frozen.</param>
/// <param name="NativeRentLamports">Rent reserve of wrapped SOL; null for other tokens.</param>
/// <param name="CloseAuthority">Who may close it besides the owner; null = nobody.</param>
/// <param name="Extensions">Token-2022 extensions; empty for the Token program.</param>
public sealed record TokenAccount(
    Address Address,
    Address Mint,
    Address Owner,
    ulong Amount,
    Address? Delegate,
    ulong DelegatedAmount,
    TokenAccountState State,
    ulong? NativeRentLamports,
    Address? CloseAuthority,
    IReadOnlyList<TokenExtensionData> Extensions)
{
    /// <summary>Bytes of a token account without extensions.</summary>
    public const int Length = TokenLayout.AccountLength;

    /// <summary>Bytes of a multisig, which is never read as a token account.</summary>
    private const int MultisigLength = 355;

    /// <summary>Reads a token account.</summary>
    /// <exception cref="DecodeException">Not owned by a token program, not initialised, or another layout.</exception>
    public static TokenAccount Decode(Address address, AccountInfo account)
    {
        var data = account.Data.Span;
        if (account.Owner != ProgramIds.Token && account.Owner != ProgramIds.Token2022)
        {
            throw new DecodeException($"owned by {account.Owner}, which is no token program.", 0, address);
        }

        var extended = account.Owner == ProgramIds.Token2022 && data.Length is > Length and not MultisigLength;
        if (data.Length != Length && !extended)
        {
            throw new DecodeException($"{data.Length} bytes are no token account.", 0, address);
        }

        if (data[108] is not ((byte)TokenAccountState.Initialized or (byte)TokenAccountState.Frozen))
        {
            throw new DecodeException($"state {data[108]} is neither in use nor frozen.", 108, address);
        }

        return new TokenAccount(
            address,
            new Address(data[..32]),
            new Address(data[32..64]),
            BinaryPrimitives.ReadUInt64LittleEndian(data[64..]),
            TokenLayout.ReadOptionalAddress(data, 72, address),
            BinaryPrimitives.ReadUInt64LittleEndian(data[121..]),
            (TokenAccountState)data[108],
            TokenLayout.ReadOptionalUInt64(data, 109, address),
            TokenLayout.ReadOptionalAddress(data, 129, address),
            TokenLayout.ReadExtensions(account.Data, accountType: 2, address));
    }
}

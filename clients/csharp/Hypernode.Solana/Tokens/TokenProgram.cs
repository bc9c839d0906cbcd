using System.Buffers.Binary;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Solana.Tokens;

/// <summary>Instructions that the Token and Token-2022 programs share; amounts are base units of the mint.</summary>
public static class TokenProgram
{
    /// <summary>Makes a created account a mint.</summary>
    public static Instruction InitializeMint(
        Address mint, byte decimals, Address mintAuthority, Address? freezeAuthority, Address? tokenProgram = null)
    {
        var data = new byte[freezeAuthority is null ? 35 : 67];
        data[0] = 20;
        data[1] = decimals;
        mintAuthority.Bytes.CopyTo(data.AsSpan(2));
        if (freezeAuthority is { } freeze)
        {
            data[34] = 1;
            freeze.Bytes.CopyTo(data.AsSpan(35));
        }

        return new Instruction(tokenProgram ?? ProgramIds.Token, [AccountMeta.Writable(mint)], data);
    }

    /// <summary>Makes a created account a token account of the mint.</summary>
    public static Instruction InitializeAccount(Address account, Address mint, Address owner, Address? tokenProgram = null)
    {
        var data = new byte[33];
        data[0] = 18;
        owner.Bytes.CopyTo(data.AsSpan(1));
        return new Instruction(tokenProgram ?? ProgramIds.Token, [AccountMeta.Writable(account), AccountMeta.ReadOnly(mint)], data);
    }

    /// <summary>Issues new units.</summary>
    public static Instruction MintTo(Address mint, Address account, Address mintAuthority, ulong amount, Address? tokenProgram = null) =>
        new(
            tokenProgram ?? ProgramIds.Token,
            [AccountMeta.Writable(mint), AccountMeta.Writable(account), AccountMeta.Signer(mintAuthority)],
            WithAmount(7, amount));

    /// <summary>Moves units; the program refuses a wrong mint or number of decimals.</summary>
    public static Instruction TransferChecked(
        Address from, Address mint, Address to, Address authority, ulong amount, byte decimals, Address? tokenProgram = null) =>
        new(
            tokenProgram ?? ProgramIds.Token,
            [AccountMeta.Writable(from), AccountMeta.ReadOnly(mint), AccountMeta.Writable(to), AccountMeta.Signer(authority)],
            (byte[])[.. WithAmount(12, amount), decimals]);

    /// <summary>Lets the delegate move up to this many units.</summary>
    public static Instruction Approve(Address account, Address authority, Address newDelegate, ulong amount, Address? tokenProgram = null) =>
        new(
            tokenProgram ?? ProgramIds.Token,
            [AccountMeta.Writable(account), AccountMeta.ReadOnly(newDelegate), AccountMeta.Signer(authority)],
            WithAmount(4, amount));

    /// <summary>Closes an empty token account and sends its lamports on.</summary>
    public static Instruction CloseAccount(Address account, Address destination, Address authority, Address? tokenProgram = null) =>
        new(
            tokenProgram ?? ProgramIds.Token,
            [AccountMeta.Writable(account), AccountMeta.Writable(destination), AccountMeta.Signer(authority)],
            new byte[] { 9 });

    private static byte[] WithAmount(byte kind, ulong amount)
    {
        var data = new byte[9];
        data[0] = kind;
        BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(1), amount);
        return data;
    }
}

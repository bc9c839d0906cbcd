using System.Buffers.Binary;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Solana.Programs;

/// <summary>Instructions of the system program.</summary>
public static class SystemProgram
{
    /// <summary>Bytes of a nonce account.</summary>
    public const int NonceAccountLength = 80;

    /// <summary>Moves lamports from a system account.</summary>
    public static Instruction Transfer(Address from, Address to, ulong lamports)
    {
        var data = new byte[12];
        BinaryPrimitives.WriteUInt32LittleEndian(data, 2);
        BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(4), lamports);
        return new Instruction(ProgramIds.System, [AccountMeta.WritableSigner(from), AccountMeta.Writable(to)], data);
    }

    /// <summary>Creates an account; the new account's key signs as well.</summary>
    /// <param name="payer">Pays <paramref name="lamports"/>.</param>
    /// <param name="account">Address of the new account.</param>
    /// <param name="lamports">Balance, at least the rent exemption of <paramref name="space"/>.</param>
    /// <param name="space">Bytes of data.</param>
    /// <param name="owner">Program that owns it.</param>
    public static Instruction CreateAccount(Address payer, Address account, ulong lamports, ulong space, Address owner)
    {
        var data = new byte[52];
        BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(4), lamports);
        BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(12), space);
        owner.Bytes.CopyTo(data.AsSpan(20));
        return new Instruction(ProgramIds.System, [AccountMeta.WritableSigner(payer), AccountMeta.WritableSigner(account)], data);
    }

    /// <summary>Uses up a nonce account's value and stores the next; must be a message's first instruction.</summary>
    public static Instruction AdvanceNonce(Address nonceAccount, Address authority) => new(
        ProgramIds.System,
        [AccountMeta.Writable(nonceAccount), AccountMeta.ReadOnly(Sysvars.RecentBlockhashes), AccountMeta.Signer(authority)],
        new byte[] { 4, 0, 0, 0 });

    /// <summary>Makes a created account a nonce account.</summary>
    public static Instruction InitializeNonce(Address nonceAccount, Address authority)
    {
        var data = new byte[36];
        data[0] = 6;
        authority.Bytes.CopyTo(data.AsSpan(4));
        return new Instruction(
            ProgramIds.System,
            [AccountMeta.Writable(nonceAccount), AccountMeta.ReadOnly(Sysvars.RecentBlockhashes), AccountMeta.ReadOnly(Sysvars.Rent)],
            data);
    }
}

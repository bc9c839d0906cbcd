using System.Buffers.Binary;
using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Transactions;

/// <summary>Instructions that set a transaction's compute budget and priority fee.</summary>
public static class ComputeBudget
{
    /// <summary>Most compute units one transaction may ask for.</summary>
    public const uint MaxUnits = 1_400_000;

    /// <summary>Limits the compute units of the whole transaction.</summary>
    public static Instruction SetUnitLimit(uint units) => WithUInt32(2, units);

    /// <summary>Sets the priority fee in micro-lamports for each requested compute unit.</summary>
    public static Instruction SetUnitPrice(ulong microLamports)
    {
        var data = new byte[9];
        data[0] = 3;
        BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(1), microLamports);
        return new Instruction(ProgramIds.ComputeBudget, [], data);
    }

    /// <summary>Gives each program a heap of this many bytes: a multiple of 1,024 from 32 KiB to 256 KiB.</summary>
    public static Instruction RequestHeap(uint bytes) => WithUInt32(1, bytes);

    /// <summary>Limits the bytes of account data the transaction may load.</summary>
    public static Instruction SetLoadedAccountsDataLimit(uint bytes) => WithUInt32(4, bytes);

    private static Instruction WithUInt32(byte kind, uint value)
    {
        var data = new byte[5];
        data[0] = kind;
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(1), value);
        return new Instruction(ProgramIds.ComputeBudget, [], data);
    }
}

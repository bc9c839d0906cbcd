using System.Buffers.Binary;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Governance;

/// <summary>The loader that programs live under: the call that replaces a program's code, and the accounts that hold code.</summary>
public static class UpgradeableLoader
{
    private const uint UpgradeNumber = 3;
    private const uint BufferTag = 1;
    private const uint ProgramDataTag = 3;
    private const int BufferAuthority = 4;
    private const int ProgramDataAuthority = 12;

    /// <summary>The account that holds a program's code and names its upgrade authority.</summary>
    public static Address ProgramDataOf(Address program) => ProgramAddress.Find(ProgramIds.BpfLoaderUpgradeable, program.ToArray()).Address;

    /// <summary>Replaces a program's code by that of a buffer, which is closed; both have the authority, which signs.</summary>
    /// <param name="program">The program.</param>
    /// <param name="buffer">Holds the new code.</param>
    /// <param name="spill">Gets the lamports of the buffer.</param>
    /// <param name="authority">Upgrade authority of the program and authority of the buffer.</param>
    public static Instruction Upgrade(Address program, Address buffer, Address spill, Address authority)
    {
        var data = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(data, UpgradeNumber);
        return new Instruction(
            ProgramIds.BpfLoaderUpgradeable,
            [
                AccountMeta.Writable(ProgramDataOf(program)),
                AccountMeta.Writable(program),
                AccountMeta.Writable(buffer),
                AccountMeta.Writable(spill),
                AccountMeta.ReadOnly(Sysvars.Rent),
                AccountMeta.ReadOnly(Sysvars.Clock),
                AccountMeta.Signer(authority),
            ],
            data);
    }

    /// <summary>Whether a call is an upgrade, whose accounts are those of <see cref="Upgrade"/>.</summary>
    public static bool IsUpgrade(Instruction call) =>
        call.ProgramId == ProgramIds.BpfLoaderUpgradeable
        && call.Accounts.Count >= 7
        && call.Data.Length >= sizeof(uint)
        && BinaryPrimitives.ReadUInt32LittleEndian(call.Data.Span) == UpgradeNumber;

    /// <summary>The code in a buffer; null where the bytes are no buffer.</summary>
    public static LoadedCode? ReadBuffer(ReadOnlyMemory<byte> data) => Read(data, BufferTag, BufferAuthority);

    /// <summary>The code of a program; null where the bytes are no ProgramData.</summary>
    public static LoadedCode? ReadProgramData(ReadOnlyMemory<byte> data) => Read(data, ProgramDataTag, ProgramDataAuthority);

    private static LoadedCode? Read(ReadOnlyMemory<byte> data, uint tag, int authority)
    {
        // The key has its room whether there is one or not.
        var start = authority + 1 + Address.Length;
        return data.Length >= start && BinaryPrimitives.ReadUInt32LittleEndian(data.Span) == tag
            ? new LoadedCode(data.Span[authority] == 0 ? null : new Address(data.Span.Slice(authority + 1, Address.Length)), data[start..])
            : null;
    }
}

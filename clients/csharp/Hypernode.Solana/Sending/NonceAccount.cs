using System.Buffers.Binary;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Programs;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Solana.Sending;

/// <summary>Reads the value of a nonce account.</summary>
public static class NonceAccount
{
    private const int ValueOffset = 40;

    /// <summary>The value; null when the account does not exist or holds none.</summary>
    public static Hash? ReadValue(AccountInfo? account)
    {
        var initialized = account is not null
            && account.Owner == ProgramIds.System
            && account.Data.Length == SystemProgram.NonceAccountLength
            && BinaryPrimitives.ReadUInt32LittleEndian(account.Data.Span[4..]) == 1;
        return initialized ? new Hash(account!.Data.Span.Slice(ValueOffset, Hash.Length)) : null;
    }
}

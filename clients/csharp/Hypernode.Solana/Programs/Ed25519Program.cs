using System.Buffers.Binary;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Solana.Programs;

/// <summary>Checks signatures for the other programs of a transaction.</summary>
public static class Ed25519Program
{
    private const ushort KeyOffset = 16;
    private const ushort SignatureOffset = KeyOffset + Address.Length;
    private const ushort MessageOffset = SignatureOffset + Signature.Length;

    /// <summary>"This instruction's own data": no other instruction can be pointed at.</summary>
    private const ushort OwnData = ushort.MaxValue;

    /// <summary>Fails the transaction unless the key signed the message; both lie in the instruction itself.</summary>
    public static Instruction Verify(Address key, Signature signature, ReadOnlySpan<byte> message)
    {
        var data = new byte[MessageOffset + message.Length];
        data[0] = 1;
        ReadOnlySpan<ushort> header = [SignatureOffset, OwnData, KeyOffset, OwnData, MessageOffset, checked((ushort)message.Length), OwnData];
        for (var i = 0; i < header.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(2 + (2 * i)), header[i]);
        }

        key.Bytes.CopyTo(data.AsSpan(KeyOffset));
        signature.Bytes.CopyTo(data.AsSpan(SignatureOffset));
        message.CopyTo(data.AsSpan(MessageOffset));
        return new Instruction(ProgramIds.Ed25519Verification, [], data);
    }
}

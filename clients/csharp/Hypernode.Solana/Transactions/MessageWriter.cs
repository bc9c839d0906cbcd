using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Transactions;

/// <summary>Bytes of legacy and version 0 messages.</summary>
internal static class MessageWriter
{
    private const byte VersionFlag = 0x80;

    public static byte[] Write(Message message)
    {
        var bytes = new byte[Measure(message)];
        var at = 0;
        if (message.Version == MessageVersion.V0)
        {
            bytes[at++] = VersionFlag | (byte)MessageVersion.V0;
        }

        bytes[at++] = message.Header.RequiredSignatures;
        bytes[at++] = message.Header.ReadOnlySigners;
        bytes[at++] = message.Header.ReadOnlyNonSigners;
        at += CompactLength.Write(message.StaticAccounts.Count, bytes.AsSpan(at));
        foreach (var account in message.StaticAccounts)
        {
            account.Bytes.CopyTo(bytes.AsSpan(at));
            at += Address.Length;
        }

        message.Lifetime.Bytes.CopyTo(bytes.AsSpan(at));
        at += Hash.Length;
        at += CompactLength.Write(message.Instructions.Count, bytes.AsSpan(at));
        foreach (var instruction in message.Instructions)
        {
            bytes[at++] = instruction.ProgramIndex;
            at += WriteList(instruction.AccountIndexes.Span, bytes.AsSpan(at));
            at += WriteList(instruction.Data.Span, bytes.AsSpan(at));
        }

        if (message.Version == MessageVersion.V0)
        {
            at += CompactLength.Write(message.Lookups.Count, bytes.AsSpan(at));
            foreach (var lookup in message.Lookups)
            {
                lookup.Table.Bytes.CopyTo(bytes.AsSpan(at));
                at += Address.Length;
                at += WriteList(lookup.WritableIndexes.Span, bytes.AsSpan(at));
                at += WriteList(lookup.ReadOnlyIndexes.Span, bytes.AsSpan(at));
            }
        }

        return bytes;
    }

    private static int Measure(Message message)
    {
        var size = 3 + CompactLength.SizeOf(message.StaticAccounts.Count) + (message.StaticAccounts.Count * Address.Length) + Hash.Length;
        size += CompactLength.SizeOf(message.Instructions.Count);
        foreach (var instruction in message.Instructions)
        {
            size += 1 + SizeOfList(instruction.AccountIndexes.Length) + SizeOfList(instruction.Data.Length);
        }

        if (message.Version == MessageVersion.V0)
        {
            size += 1 + CompactLength.SizeOf(message.Lookups.Count);
            foreach (var lookup in message.Lookups)
            {
                size += Address.Length + SizeOfList(lookup.WritableIndexes.Length) + SizeOfList(lookup.ReadOnlyIndexes.Length);
            }
        }

        return size;
    }

    private static int SizeOfList(int count) => CompactLength.SizeOf(count) + count;

    private static int WriteList(ReadOnlySpan<byte> items, Span<byte> destination)
    {
        var at = CompactLength.Write(items.Length, destination);
        items.CopyTo(destination[at..]);
        return at + items.Length;
    }
}

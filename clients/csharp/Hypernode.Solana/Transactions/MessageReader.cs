using System.Buffers.Binary;
using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Transactions;

/// <summary>Reads messages strictly: what it accepts, the chain can accept.</summary>
internal ref struct MessageReader(ReadOnlySpan<byte> bytes)
{
    private const int PriorityFeeBits = 0b11;
    private const int ComputeUnitBit = 1 << 2;
    private const int LoadedDataBit = 1 << 3;
    private const int HeapBit = 1 << 4;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    /// <summary>Bytes taken so far.</summary>
    public readonly int Position => _at;

    public Message Read()
    {
        var start = _at;
        if (_at < _bytes.Length && _bytes[_at] >= 0x80)
        {
            var version = _bytes[_at++] & 0x7f;
            return version switch
            {
                0 => ReadBody(MessageVersion.V0, start),
                1 => ReadV1(start),
                _ => throw new UnsupportedTransactionVersionException(version),
            };
        }

        return ReadBody(MessageVersion.Legacy, start);
    }

    public readonly void ExpectEnd()
    {
        if (_at != _bytes.Length)
        {
            throw new DecodeException($"{_bytes.Length - _at} bytes behind the end.", _at);
        }
    }

    private Message ReadBody(MessageVersion version, int start)
    {
        var header = ReadHeader();
        var accounts = ReadAddresses(CompactLength.Read(_bytes, ref _at));
        CheckHeader(header, accounts.Length);
        var lifetime = new Hash(Take(Hash.Length));
        var instructions = new CompiledInstruction[ReadCount(3)];
        for (var i = 0; i < instructions.Length; i++)
        {
            var program = Take(1)[0];
            var indexes = Take(CompactLength.Read(_bytes, ref _at)).ToArray();
            instructions[i] = new CompiledInstruction(program, indexes, Take(CompactLength.Read(_bytes, ref _at)).ToArray());
        }

        var lookups = version == MessageVersion.V0 ? ReadLookups() : [];
        CheckIndexes(instructions, accounts.Length, accounts.Length + lookups.Sum(l => l.WritableIndexes.Length + l.ReadOnlyIndexes.Length));
        return new Message(version, header, accounts, lifetime, instructions, lookups, null, _bytes[start.._at].ToArray());
    }

    private Message ReadV1(int start)
    {
        var header = ReadHeader();
        var mask = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
        if ((mask & PriorityFeeBits) is 1 or 2 || mask >= HeapBit << 1)
        {
            throw new DecodeException($"configuration mask {mask} is not defined.", _at - 4);
        }

        var lifetime = new Hash(Take(Hash.Length));
        var instructions = new CompiledInstruction[Take(1)[0]];
        var accounts = ReadAddresses(Take(1)[0]);
        CheckHeader(header, accounts.Length);
        var config = new MessageConfig(
            (mask & PriorityFeeBits) != 0 ? BinaryPrimitives.ReadUInt64LittleEndian(Take(8)) : null,
            ReadConfig(mask, ComputeUnitBit),
            ReadConfig(mask, LoadedDataBit),
            ReadConfig(mask, HeapBit));
        var heads = Take(4 * instructions.Length);
        for (var i = 0; i < instructions.Length; i++)
        {
            var head = heads[(4 * i)..];
            var indexes = Take(head[1]).ToArray();
            instructions[i] = new CompiledInstruction(head[0], indexes, Take(BinaryPrimitives.ReadUInt16LittleEndian(head[2..])).ToArray());
        }

        CheckIndexes(instructions, accounts.Length, accounts.Length);
        return new Message(MessageVersion.V1, header, accounts, lifetime, instructions, [], config, _bytes[start.._at].ToArray());
    }

    private uint? ReadConfig(uint mask, int bit) => (mask & bit) != 0 ? BinaryPrimitives.ReadUInt32LittleEndian(Take(4)) : null;

    private AddressTableLookup[] ReadLookups()
    {
        var lookups = new AddressTableLookup[ReadCount(Address.Length + 2)];
        for (var i = 0; i < lookups.Length; i++)
        {
            var table = new Address(Take(Address.Length));
            var writable = Take(CompactLength.Read(_bytes, ref _at)).ToArray();
            lookups[i] = new AddressTableLookup(table, writable, Take(CompactLength.Read(_bytes, ref _at)).ToArray());
        }

        return lookups;
    }

    // The smallest item bounds the count, so that a lying length allocates nothing large.
    private int ReadCount(int smallestItem)
    {
        var count = CompactLength.Read(_bytes, ref _at);
        return count > (_bytes.Length - _at) / smallestItem
            ? throw new DecodeException($"{count} items cannot fit the remaining {_bytes.Length - _at} bytes.", _at)
            : count;
    }

    private MessageHeader ReadHeader()
    {
        var header = Take(3);
        return new MessageHeader(header[0], header[1], header[2]);
    }

    private Address[] ReadAddresses(int count)
    {
        var source = Take(count * Address.Length);
        var accounts = new Address[count];
        for (var i = 0; i < count; i++)
        {
            accounts[i] = new Address(source.Slice(i * Address.Length, Address.Length));
        }

        return accounts;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - _at)
        {
            throw new DecodeException($"{count} bytes expected, {_bytes.Length - _at} left.", _at);
        }

        var taken = _bytes.Slice(_at, count);
        _at += count;
        return taken;
    }

    private readonly void CheckHeader(MessageHeader header, int accounts)
    {
        if (header.RequiredSignatures == 0
            || header.ReadOnlySigners >= header.RequiredSignatures
            || header.RequiredSignatures + header.ReadOnlyNonSigners > accounts)
        {
            throw new DecodeException($"header {header} does not fit {accounts} accounts.", _at);
        }
    }

    private readonly void CheckIndexes(CompiledInstruction[] instructions, int staticCount, int count)
    {
        foreach (var instruction in instructions)
        {
            var outside = count <= byte.MaxValue && instruction.AccountIndexes.Span.ContainsAnyInRange((byte)count, byte.MaxValue);
            if (outside || instruction.ProgramIndex >= staticCount)
            {
                throw new DecodeException($"an instruction names an account outside the {count} of the message.", _at);
            }
        }
    }
}

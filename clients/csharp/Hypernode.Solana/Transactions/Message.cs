using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Transactions;

/// <summary>What signers sign. Immutable; its bytes are fixed when it is made.</summary>
/// <remarks>Made by <see cref="CompileLegacy"/>, <see cref="CompileV0"/> or <see cref="Decode"/>.</remarks>
public sealed class Message
{
    internal Message(
        MessageVersion version,
        MessageHeader header,
        IReadOnlyList<Address> staticAccounts,
        Hash lifetime,
        IReadOnlyList<CompiledInstruction> instructions,
        IReadOnlyList<AddressTableLookup> lookups,
        MessageConfig? config = null,
        byte[]? bytes = null)
    {
        Version = version;
        Header = header;
        StaticAccounts = staticAccounts;
        Lifetime = lifetime;
        Instructions = instructions;
        Lookups = lookups;
        Config = config;
        Bytes = bytes ?? MessageWriter.Write(this);
    }

    /// <summary>Wire format.</summary>
    public MessageVersion Version { get; }

    /// <summary>How <see cref="StaticAccounts"/> divide.</summary>
    public MessageHeader Header { get; }

    /// <summary>Accounts written out in the message; the first pays the fee.</summary>
    public IReadOnlyList<Address> StaticAccounts { get; }

    /// <summary>Recent block hash, or the value of the nonce account that the first instruction advances.</summary>
    public Hash Lifetime { get; }

    /// <summary>Calls in order.</summary>
    public IReadOnlyList<CompiledInstruction> Instructions { get; }

    /// <summary>Entries of lookup tables; empty except in <see cref="MessageVersion.V0"/>.</summary>
    public IReadOnlyList<AddressTableLookup> Lookups { get; }

    /// <summary>Compute budget of a version 1 message; else null.</summary>
    public MessageConfig? Config { get; }

    /// <summary>The bytes that are signed.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Account that pays the fee.</summary>
    public Address FeePayer => StaticAccounts[0];

    /// <summary>Accounts whose signatures the message needs, in the order of the signatures.</summary>
    public IEnumerable<Address> Signers => StaticAccounts.Take(Header.RequiredSignatures);

    /// <summary>Bytes of the whole transaction, all signatures included.</summary>
    public int TransactionLength =>
        (Version == MessageVersion.V1 ? 0 : CompactLength.SizeOf(Header.RequiredSignatures))
        + (Header.RequiredSignatures * Signature.Length)
        + Bytes.Length;

    /// <summary>Compiles a message without lookup tables.</summary>
    /// <param name="feePayer">Writable signer that pays.</param>
    /// <param name="instructions">At least one; at most 64.</param>
    /// <param name="lifetime">Recent block hash or nonce value.</param>
    /// <param name="order">Order of accounts of equal rank.</param>
    /// <exception cref="MessageException">More accounts or instructions than a message can hold.</exception>
    public static Message CompileLegacy(
        Address feePayer, IReadOnlyList<Instruction> instructions, Hash lifetime, AccountOrder order = AccountOrder.FirstUse) =>
        MessageCompiler.Compile(MessageVersion.Legacy, feePayer, instructions, lifetime, [], order);

    /// <summary>Compiles a version 0 message; tables of which no entry is used are left out.</summary>
    /// <param name="feePayer">Writable signer that pays.</param>
    /// <param name="instructions">At least one; at most 64.</param>
    /// <param name="lifetime">Recent block hash or nonce value.</param>
    /// <param name="tables">Tables as they stand on chain. Signers and invoked programs are never looked up.</param>
    /// <param name="order">Order of accounts of equal rank, and of tables.</param>
    /// <exception cref="MessageException">More accounts or instructions than a message can hold.</exception>
    public static Message CompileV0(
        Address feePayer,
        IReadOnlyList<Instruction> instructions,
        Hash lifetime,
        IReadOnlyList<AddressLookupTable> tables,
        AccountOrder order = AccountOrder.FirstUse) =>
        MessageCompiler.Compile(MessageVersion.V0, feePayer, instructions, lifetime, tables, order);

    /// <summary>Reads a message of version legacy, 0 or 1.</summary>
    /// <exception cref="DecodeException">Cut, overlong, not canonical, or an index outside the accounts.</exception>
    /// <exception cref="UnsupportedTransactionVersionException">Any other version.</exception>
    public static Message Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new MessageReader(bytes);
        var message = reader.Read();
        reader.ExpectEnd();
        return message;
    }

    /// <summary>True when the static account at <paramref name="index"/> may be changed.</summary>
    public bool IsWritable(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, StaticAccounts.Count);
        return index < Header.RequiredSignatures
            ? index < Header.RequiredSignatures - Header.ReadOnlySigners
            : index < StaticAccounts.Count - Header.ReadOnlyNonSigners;
    }
}

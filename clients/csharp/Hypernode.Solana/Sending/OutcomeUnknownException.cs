using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Sending;

/// <summary>Waiting stopped before the outcome was known. The transaction may have landed: follow it up, never sign anew.</summary>
public sealed class OutcomeUnknownException(Signature signature, ReadOnlyMemory<byte> bytes, Exception? inner)
    : Exception($"The outcome of transaction {signature} is not known: it may have landed. Resume it from the journal.", inner)
{
    /// <summary>Id of the transaction.</summary>
    public Signature Signature { get; } = signature;

    /// <summary>Its signed bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;
}

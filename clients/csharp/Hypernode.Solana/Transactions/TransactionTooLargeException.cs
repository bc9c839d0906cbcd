namespace Hypernode.Solana.Transactions;

/// <summary>A transaction that does not fit one network packet.</summary>
public sealed class TransactionTooLargeException(int length)
    : Exception($"The transaction has {length} bytes, {length - Transaction.MaxLength} more than the {Transaction.MaxLength} allowed: split it, or use a lookup table.")
{
    /// <summary>Bytes of the transaction.</summary>
    public int Length { get; } = length;

    /// <summary>Bytes above the limit.</summary>
    public int Excess { get; } = length - Transaction.MaxLength;
}

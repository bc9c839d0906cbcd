using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Sending;

/// <summary>A transaction that did not land and can never land: the only outcome after which signing anew is safe.</summary>
public sealed class TransactionExpiredException(Signature signature)
    : Exception($"Transaction {signature} did not land before it expired. Nothing changed; send again, with a higher fee if the chain is busy.")
{
    /// <summary>Id of the expired transaction.</summary>
    public Signature Signature { get; } = signature;
}

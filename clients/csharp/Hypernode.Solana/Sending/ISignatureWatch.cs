using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc;

namespace Hypernode.Solana.Sending;

/// <summary>Tells early that a transaction may have landed. Only wakes: the verdict is read from the statuses.</summary>
public interface ISignatureWatch
{
    /// <summary>Completes when the chain reports the transaction, or when nothing more will be heard of it.</summary>
    Task WaitAsync(Signature signature, Commitment commitment, CancellationToken cancellationToken);
}

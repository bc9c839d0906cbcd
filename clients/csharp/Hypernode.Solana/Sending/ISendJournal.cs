using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Sending;

/// <summary>Durable memory of transactions whose outcome is not known yet.</summary>
public interface ISendJournal
{
    /// <summary>Stores the record durably; only then may its bytes leave the process.</summary>
    ValueTask RecordAsync(SendRecord record, CancellationToken cancellationToken);

    /// <summary>Stores how it ended. Repeating it changes nothing.</summary>
    ValueTask CompleteAsync(Signature signature, SendOutcome outcome, CancellationToken cancellationToken);

    /// <summary>Records without an outcome, oldest first.</summary>
    ValueTask<IReadOnlyList<SendRecord>> ReadPendingAsync(CancellationToken cancellationToken);
}

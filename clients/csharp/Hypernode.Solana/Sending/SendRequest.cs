using Hypernode.Solana.Keys;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Transactions;

namespace Hypernode.Solana.Sending;

/// <summary>What to put on chain.</summary>
public sealed record SendRequest
{
    /// <summary>Pays the fee and signs.</summary>
    public required ISigner FeePayer { get; init; }

    /// <summary>Calls in order; compute-budget instructions among them are kept as they are and none are added.</summary>
    public required IReadOnlyList<Instruction> Instructions { get; init; }

    /// <summary>A few words such as "accept job", for the journal and the signers.</summary>
    public required string Purpose { get; init; }

    /// <summary>Signers besides the fee payer.</summary>
    public IReadOnlyList<ISigner> Signers { get; init; } = [];

    /// <summary>Lookup tables; a version 0 message is built when there are any, else a legacy one.</summary>
    public IReadOnlyList<AddressLookupTable> LookupTables { get; init; } = [];

    /// <summary>Durable nonce; null = a recent block hash. Its advance is put in front.</summary>
    public NonceLifetime? Nonce { get; init; }

    /// <summary>How settled it must be for success; null = the client's default.</summary>
    public Commitment? Commitment { get; init; }

    /// <summary>Most lamports of fee, base and priority together; null = the sender's default.</summary>
    public ulong? MaxFeeLamports { get; init; }

    /// <summary>How often an expired transaction is signed anew with twice the price, within the fee cap; 0 = never.</summary>
    public int ResignLimit { get; init; }

    /// <summary>Longest wait for an outcome; null = the sender's default.</summary>
    public TimeSpan? Timeout { get; init; }
}

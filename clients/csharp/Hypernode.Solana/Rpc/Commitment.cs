namespace Hypernode.Solana.Rpc;

/// <summary>How settled a state must be before a node answers with it.</summary>
public enum Commitment
{
    /// <summary>The node's newest state; may be dropped.</summary>
    Processed,

    /// <summary>Voted for by two thirds of the stake; the default.</summary>
    Confirmed,

    /// <summary>Rooted: never rolled back.</summary>
    Finalized,
}

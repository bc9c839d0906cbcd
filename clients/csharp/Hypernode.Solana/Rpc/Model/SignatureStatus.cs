namespace Hypernode.Solana.Rpc.Model;

/// <summary>What a node knows of a transaction.</summary>
/// <param name="Slot">Slot it landed in.</param>
/// <param name="Confirmations">Votes above it; null = rooted.</param>
/// <param name="Commitment">How settled it is; null when the node did not say.</param>
/// <param name="Error">Why it failed; null = it succeeded.</param>
public sealed record SignatureStatus(ulong Slot, ulong? Confirmations, Commitment? Commitment, TransactionError? Error)
{
    /// <summary>True when it is at least as settled as asked.</summary>
    public bool Reached(Commitment commitment) => Commitment is { } own ? own >= commitment : Confirmations is null;
}

namespace Hypernode.Solana.Rpc.Model;

/// <summary>How a node treats bytes it is handed.</summary>
/// <param name="SkipPreflight">Do not simulate first.</param>
/// <param name="PreflightCommitment">State to simulate on: that of the block hash. Null = the client's.</param>
/// <param name="MaxRetries">How often the node itself sends again; null = its default.</param>
/// <param name="MinContextSlot">Refuse when the node has not reached this slot.</param>
public sealed record SendOptions(
    bool SkipPreflight = false, Commitment? PreflightCommitment = null, uint? MaxRetries = null, ulong? MinContextSlot = null);

namespace Hypernode.Solana.Rpc.Model;

/// <summary>Software of a node.</summary>
/// <param name="SolanaCore">Its version.</param>
/// <param name="FeatureSet">First four bytes of its feature set's id; null when the node did not say.</param>
public sealed record NodeVersion(string SolanaCore, uint? FeatureSet);

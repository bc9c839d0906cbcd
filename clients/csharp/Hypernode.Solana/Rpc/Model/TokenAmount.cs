namespace Hypernode.Solana.Rpc.Model;

/// <summary>An amount of tokens.</summary>
/// <param name="Amount">Base units.</param>
/// <param name="Decimals">Base units of one token are 10 to this power.</param>
public sealed record TokenAmount(ulong Amount, byte Decimals);

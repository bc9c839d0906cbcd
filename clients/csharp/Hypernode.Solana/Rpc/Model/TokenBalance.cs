using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Rpc.Model;

/// <summary>Token balance of an account before or after a transaction.</summary>
/// <param name="AccountIndex">Place of the token account in the transaction.</param>
/// <param name="Mint">Mint of the token.</param>
/// <param name="Owner">Owner of the token account; null when the node did not say.</param>
/// <param name="ProgramId">Token program; null when the node did not say.</param>
/// <param name="Amount">The balance.</param>
public sealed record TokenBalance(int AccountIndex, Address Mint, Address? Owner, Address? ProgramId, TokenAmount Amount);

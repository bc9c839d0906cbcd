namespace Hypernode.Solana.Transactions;

/// <summary>Order of accounts of equal rank in a message. The chain takes any; equal bytes need the same one.</summary>
public enum AccountOrder
{
    /// <summary>As the instructions first name them: the order of <c>@solana/web3.js</c>.</summary>
    FirstUse,

    /// <summary>By base58 text, digits before letters, letters without case, then small before capital: the order of <c>@solana/kit</c>.</summary>
    Base58,
}

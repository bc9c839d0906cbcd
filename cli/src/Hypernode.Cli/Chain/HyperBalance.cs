using Hypernode.Client.Primitives;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Chain;

/// <summary>HYPER of one token account.</summary>
internal static class HyperBalance
{
    /// <summary>What it holds; zero where it does not exist.</summary>
    public static async Task<HyperAmount> ReadAsync(ChainSession chain, Address account, CancellationToken cancellationToken)
    {
        var found = await chain.Rpc.GetAccountAsync(account, cancellationToken).ConfigureAwait(false);
        return found.Value is { Data.Length: TokenAccountData.Length } tokens ? TokenAccountData.AmountOf(tokens.Data.Span) : HyperAmount.Zero;
    }
}

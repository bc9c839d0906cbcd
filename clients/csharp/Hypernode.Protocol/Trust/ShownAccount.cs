using Hypernode.Client.Wire;
using Hypernode.Solana;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc;

namespace Hypernode.Protocol.Trust;

/// <summary>An account as a gate looks at it: whatever is not of the right program and layout opens nothing, as an absent one.</summary>
internal static class ShownAccount
{
    public static async Task<T?> ReadAsync<T>(SolanaRpcClient rpc, Address program, Address address, CancellationToken cancellationToken)
        where T : class, IProgramAccount<T>
    {
        // Anybody may send lamports to a derived address: an account of the system program stands there then.
        if ((await rpc.GetAccountAsync(address, cancellationToken).ConfigureAwait(false)).Value is not { } account || account.Owner != program)
        {
            return null;
        }

        try
        {
            return T.DecodeAccount(account.Data.Span);
        }
        catch (DecodeException)
        {
            return null;
        }
    }
}

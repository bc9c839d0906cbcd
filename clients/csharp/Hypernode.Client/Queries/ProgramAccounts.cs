using Hypernode.Client.Primitives;
using Hypernode.Client.Wire;
using Hypernode.Solana;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Client.Queries;

/// <summary>Reads the accounts of one program.</summary>
/// <param name="rpc">The chain.</param>
/// <param name="programId">The program; an account of any other owner is refused.</param>
public sealed class ProgramAccounts(SolanaRpcClient rpc, Address programId)
{
    /// <summary>The program whose accounts these are.</summary>
    public Address ProgramId => programId;

    /// <summary>Reads one account; null when there is none at the address.</summary>
    /// <exception cref="DecodeException">The account belongs to another program or is of another type.</exception>
    public async Task<ChainAccount<T>?> FetchAsync<T>(Address address, CancellationToken cancellationToken)
        where T : IProgramAccount<T>
    {
        var account = await rpc.GetAccountAsync(address, cancellationToken).ConfigureAwait(false);
        return account.Value is { } found ? Decode<T>(address, found, account.Slot) : null;
    }

    /// <summary>Reads accounts at one slot, in order; null where there is none.</summary>
    /// <exception cref="DecodeException">An account belongs to another program or is of another type.</exception>
    public async Task<IReadOnlyList<ChainAccount<T>?>> FetchAsync<T>(IReadOnlyList<Address> addresses, CancellationToken cancellationToken)
        where T : IProgramAccount<T>
    {
        var accounts = await rpc.GetAccountsAsync(addresses, null, null, cancellationToken).ConfigureAwait(false);
        return [.. accounts.Value.Select((account, i) => account is null ? null : Decode<T>(addresses[i], account, accounts.Slot))];
    }

    /// <summary>Every account of a type that passes all filters, ordered by address; at most three filters.</summary>
    /// <exception cref="DecodeException">An account that passes the filters does not have the layout of the type.</exception>
    public async Task<IReadOnlyList<ChainAccount<T>>> ListAsync<T>(IReadOnlyList<AccountFilter> filters, CancellationToken cancellationToken)
        where T : IProgramAccount<T>
    {
        AccountFilter type = new AccountFilter.Memcmp(0, T.AccountDiscriminator.ToArray());
        var found = await rpc.GetProgramAccountsAsync(programId, [type, .. filters], cancellationToken).ConfigureAwait(false);
        return [.. found.Value.OrderBy(account => account.Address).Select(account => Decode<T>(account.Address, account.Account, found.Slot))];
    }

    private ChainAccount<T> Decode<T>(Address address, AccountInfo account, ulong slot)
        where T : IProgramAccount<T>
    {
        if (account.Owner != programId)
        {
            throw new DecodeException($"the account belongs to {account.Owner}, not to {programId}.", 0, address);
        }

        try
        {
            return new ChainAccount<T>(address, T.DecodeAccount(account.Data.Span), new Lamports(account.Lamports), new Slot(slot));
        }
        catch (DecodeException e) when (e.Account is null)
        {
            throw new DecodeException(e.Message, e.Offset, address);
        }
    }
}

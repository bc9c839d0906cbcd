using System.Numerics;
using Hypernode.Localnet.Chain;
using Hypernode.Solana.Addresses;

namespace Hypernode.Localnet.Demo;

/// <summary>What a balance is counted in.</summary>
public enum BalanceUnit
{
    /// <summary>Base units of 10^-6 HYPER.</summary>
    Hyper = 1,

    /// <summary>Lamports.</summary>
    Lamports = 2,
}

/// <summary>A balance that is watched.</summary>
/// <param name="Name">Who holds it.</param>
/// <param name="Unit">What it is counted in.</param>
/// <param name="Account">The account: a token account for HYPER.</param>
public sealed record WatchedBalance(string Name, BalanceUnit Unit, Address Account);

/// <summary>Balances of one moment.</summary>
public sealed class BalanceSheet
{
    private readonly Dictionary<WatchedBalance, BigInteger> _amounts;

    private BalanceSheet(ulong slot, Dictionary<WatchedBalance, BigInteger> amounts)
    {
        Slot = slot;
        _amounts = amounts;
    }

    /// <summary>Slot whose state was read.</summary>
    public ulong Slot { get; }

    /// <summary>An amount; 0 for an account that does not exist.</summary>
    public BigInteger this[WatchedBalance balance] => _amounts[balance];

    /// <summary>Reads all balances from one slot.</summary>
    public static async Task<BalanceSheet> ReadAsync(
        LocalChain chain, IReadOnlyList<WatchedBalance> balances, CancellationToken cancellationToken)
    {
        var accounts = await chain.Rpc.GetAccountsAsync([.. balances.Select(b => b.Account)], null, null, cancellationToken);
        return new BalanceSheet(accounts.Slot, balances.Zip(accounts.Value).ToDictionary(
            pair => pair.First,
            pair => pair.Second is null ? BigInteger.Zero
                : pair.First.Unit == BalanceUnit.Lamports ? pair.Second.Lamports
                : TokenAmountOf(pair.Second.Data.Span)));
    }

    private static BigInteger TokenAmountOf(ReadOnlySpan<byte> tokenAccount)
    {
        const int amountOffset = 64;
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(tokenAccount[amountOffset..]);
    }
}

/// <summary>A change of a balance beside the one that was expected.</summary>
public sealed record BalanceChange(WatchedBalance Balance, BigInteger Before, BigInteger After, BigInteger Expected)
{
    /// <summary>What it changed by.</summary>
    public BigInteger Actual => After - Before;

    /// <summary>True when the change is the expected one to the last unit.</summary>
    public bool IsExact => Actual == Expected;
}

using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Transactions;

/// <summary>Compares addresses as <see cref="AccountOrder.Base58"/> says.</summary>
internal sealed class Base58Order : IComparer<Address>
{
    public static readonly Base58Order Instance = new();

    public int Compare(Address x, Address y)
    {
        var left = x.ToString();
        var right = y.ToString();
        var caseless = string.Compare(left, right, StringComparison.OrdinalIgnoreCase);
        if (caseless != 0)
        {
            return caseless;
        }

        // Equal but for case: the texts differ first where one has the capital, and the small letter comes first.
        return -string.CompareOrdinal(left, right);
    }
}

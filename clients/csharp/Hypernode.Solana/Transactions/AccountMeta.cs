using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Transactions;

/// <summary>An account an instruction names, and what the instruction may do with it.</summary>
/// <param name="Address">The account.</param>
/// <param name="IsSigner">Its key signs the transaction.</param>
/// <param name="IsWritable">The instruction may change it.</param>
public readonly record struct AccountMeta(Address Address, bool IsSigner, bool IsWritable)
{
    public static AccountMeta ReadOnly(Address address) => new(address, false, false);

    public static AccountMeta Writable(Address address) => new(address, false, true);

    public static AccountMeta Signer(Address address) => new(address, true, false);

    public static AccountMeta WritableSigner(Address address) => new(address, true, true);
}

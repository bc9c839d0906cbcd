using System.Security.Cryptography;
using System.Text;
using Hypernode.Client.Registry;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Tokens;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Recipes;

/// <summary>The instructions of names. A name is 1 to 32 characters of a-z, 0-9 and hyphen.</summary>
/// <param name="mint">The HYPER mint.</param>
/// <param name="treasury">Token account that the fee goes to, from the Config of registry.</param>
public sealed class NameRecipes(Address mint, Address treasury)
{
    private const int Capacity = 32;

    /// <summary>The account of a name.</summary>
    public static Address AddressOf(string text) => RegistryAddresses.FindNameAddress(HashOf(text)).Address;

    /// <summary>The text of a name.</summary>
    public static string TextOf(Name name) => Encoding.ASCII.GetString(name.Text.Bytes, 0, Math.Min((int)name.Text.Length, Capacity));

    /// <summary>Takes a free name; the owner pays the fee of all years and the rent.</summary>
    /// <param name="owner">Whose it shall be; signs.</param>
    /// <param name="text">At most 32 characters.</param>
    /// <param name="years">1 to 10.</param>
    /// <param name="target">What it stands for; default = nothing yet.</param>
    public Instruction Register(Address owner, string text, byte years, Address target)
    {
        var bytes = new byte[Capacity];
        var length = Encoding.ASCII.GetBytes(text, bytes);
        return RegistryInstructions.RegisterName(
            new RegisterNameAccounts { Owner = owner, OwnerToken = AssociatedToken.Find(owner, mint), TreasuryToken = treasury, Payer = owner },
            new RegisterNameArgs { Hash = HashOf(text), Text = new NameText { Length = (ushort)length, Bytes = bytes }, Years = years, Target = target });
    }

    /// <summary>Pays for further years, lapsed ones too; the owner signs.</summary>
    public Instruction Renew(Address owner, string text, byte years) => RegistryInstructions.RenewName(
        new RenewNameAccounts { Name = AddressOf(text), Owner = owner, OwnerToken = AssociatedToken.Find(owner, mint), TreasuryToken = treasury },
        new RenewNameArgs { Years = years });

    /// <summary>Gives a name another owner or target; its owner signs.</summary>
    public static Instruction Update(Name name, Address newOwner, Address target) => RegistryInstructions.UpdateName(
        new UpdateNameAccounts { Name = AddressOf(TextOf(name)), Owner = name.Owner }, new UpdateNameArgs { NewOwner = newOwner, Target = target });

    /// <summary>Frees a name: its owner at any time, anyone once its grace is over. The rent returns.</summary>
    public static Instruction Release(Name name, Address signer) => RegistryInstructions.ReleaseName(
        new ReleaseNameAccounts { Name = AddressOf(TextOf(name)), Signer = signer, RentPayer = name.RentPayer });

    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.ASCII.GetBytes(text));
}

using Hypernode.Client.Registry;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Recipes;

/// <summary>The instructions that link a Nostr key and a wallet.</summary>
public static class IdentityRecipes
{
    /// <summary>The link of a Nostr key.</summary>
    /// <param name="key">The x-only public key, 32 bytes.</param>
    public static Address AddressOf(byte[] key) => RegistryAddresses.FindLinkAddress(key).Address;

    /// <summary>Records that the key and the wallet are one party; the wallet signs and pays the rent.</summary>
    public static Instruction Link(Address owner, byte[] key, NostrProof proof) => RegistryInstructions.LinkNostr(
        new LinkNostrAccounts { Owner = owner, Payer = owner }, new LinkNostrArgs { Key = key, Proof = proof });

    /// <summary>Ends the link; the wallet signs, the rent returns.</summary>
    public static Instruction Unlink(NostrLink link) => RegistryInstructions.UnlinkNostr(
        new UnlinkNostrAccounts { Link = AddressOf(link.Key), Owner = link.Owner, RentPayer = link.RentPayer });
}

using Hypernode.Client.Registry;
using Hypernode.Localnet.Keys;
using Hypernode.Solana.Addresses;

namespace Hypernode.Localnet.Seeding;

/// <summary>Addresses of the seeded nodes.</summary>
public static class SeededNode
{
    /// <summary>The node account of a seeded node.</summary>
    public static Address AddressOf(string node) =>
        RegistryAddresses.FindNodeAddress(LocalKeys.Address(SeedActors.NodeAuthority(node)), LocalKeys.Id(node)).Address;
}

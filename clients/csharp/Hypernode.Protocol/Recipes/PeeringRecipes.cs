using Hypernode.Client.Registry;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Recipes;

/// <summary>The instructions of peerings: a node and a requester agree to work together. For the node its authority signs.</summary>
public static class PeeringRecipes
{
    /// <summary>The peering of a node and a requester.</summary>
    public static Address AddressOf(Address node, Address requester) => RegistryAddresses.FindPeeringAddress(node, requester).Address;

    /// <summary>Signs for one side, which pays the rent.</summary>
    public static Instruction Propose(Address node, Address requester, Address signer, long expiresAt) => RegistryInstructions.ProposePeering(
        new ProposePeeringAccounts { Node = node, Requester = requester, Signer = signer, Payer = signer }, new ProposePeeringArgs { ExpiresAt = expiresAt });

    /// <summary>Signs for the other side.</summary>
    public static Instruction Accept(Address node, Address requester, Address signer) => RegistryInstructions.AcceptPeering(
        new AcceptPeeringAccounts { Node = node, Peering = AddressOf(node, requester), Signer = signer });

    /// <summary>Ends it, accepted or not; either side signs, the rent returns.</summary>
    public static Instruction Revoke(Peering peering, Address signer) => RegistryInstructions.RevokePeering(new RevokePeeringAccounts
    {
        Peering = AddressOf(peering.Node, peering.Requester),
        Node = peering.Node,
        Signer = signer,
        RentPayer = peering.RentPayer,
    });
}

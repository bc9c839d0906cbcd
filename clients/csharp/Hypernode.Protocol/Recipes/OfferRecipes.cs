using Hypernode.Client.Markets;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Recipes;

/// <summary>The instructions of a node's standing offers. The node's operator signs.</summary>
public static class OfferRecipes
{
    /// <summary>The offer of a node in a market.</summary>
    public static Address AddressOf(Address market, Address node) => MarketsAddresses.FindOfferAddress(market, node).Address;

    /// <summary>Publishes the node's offer in a market; the operator pays the rent.</summary>
    public static Instruction Publish(Address nodeOperator, Address market, Address node, OfferTerms terms) => MarketsInstructions.PublishOffer(
        new PublishOfferAccounts { Operator = nodeOperator, Payer = nodeOperator, Market = market, Node = node },
        new PublishOfferArgs { Terms = terms });

    /// <summary>Replaces the terms of an offer.</summary>
    public static Instruction Update(Address nodeOperator, Address offer, Address node, OfferTerms terms) => MarketsInstructions.UpdateOffer(
        new UpdateOfferAccounts { Operator = nodeOperator, Node = node, Offer = offer },
        new UpdateOfferArgs { Terms = terms });

    /// <summary>Closes an offer: operator or authority of its node; anyone once the node is gone or registered anew. The rent returns.</summary>
    public static Instruction Close(Address signer, Address address, Offer offer) => MarketsInstructions.CloseOffer(
        new CloseOfferAccounts { Signer = signer, Node = offer.Node, Offer = address, RentPayer = offer.RentPayer });
}

//! `update_offer` (14).

use {
    crate::{
        error::MarketsError,
        events::OfferUpdated,
        state::{Moment, Offer, OfferTerms},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::{View, VERSION},
        registry::Node,
    },
};

/// The offer and its node.
#[event_cpi]
#[derive(Accounts)]
pub struct UpdateOffer {
    #[account(address = node.operator @ MarketsError::NotNodeOperator)]
    pub operator: Signer,
    #[account(
        address = offer.node,
        constraint = node.version == VERSION @ MarketsError::WrongVersion,
    )]
    pub node: Account<View<Node>>,
    #[account(mut)]
    pub offer: Account<Offer>,
}

/// Replaces the offer's terms.
///
/// # Errors
/// `NotNodeOperator`, `InvalidOffer`.
pub fn update_offer(ctx: &mut Context<UpdateOffer>, terms: OfferTerms) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    terms.validate(accounts.node.price_floor.get())?;
    let offer = &mut accounts.offer;
    let (terms_before, updated_at_before) = (offer.terms(), offer.updated_at.get());
    offer.store(&terms, now.at);
    let event = OfferUpdated {
        offer: *offer.address(),
        offer_changes: offer.count_change(),
        market: offer.market,
        node: offer.node,
        terms_before,
        terms_after: offer.terms(),
        updated_at_before,
        updated_at_after: offer.updated_at.get(),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}

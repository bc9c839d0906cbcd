//! `publish_offer` (13).

use {
    crate::{
        error::MarketsError,
        events::OfferPublished,
        seeds::SEED_OFFER,
        state::{Market, MarketStatus, Moment, Offer, OfferTerms},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::{View, VERSION},
        registry::Node,
    },
};

/// The new offer of a node in a market.
#[event_cpi]
#[derive(Accounts)]
pub struct PublishOffer {
    #[account(address = node.operator @ MarketsError::NotNodeOperator)]
    pub operator: Signer,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub market: Account<Market>,
    #[account(constraint = node.version == VERSION @ MarketsError::WrongVersion)]
    pub node: Account<View<Node>>,
    #[account(init, payer = payer, seeds = [SEED_OFFER, market, node], bump)]
    pub offer: Account<Offer>,
    pub system_program: Program<System>,
}

/// Publishes the offer.
///
/// # Errors
/// `NotNodeOperator`, `MarketClosed`, `InvalidOffer`.
pub fn publish_offer(ctx: &mut Context<PublishOffer>, terms: OfferTerms) -> Result<()> {
    let now = Moment::now()?;
    let bump = ctx.bumps.offer;
    let accounts = &mut ctx.accounts;
    require!(
        accounts.market.status != MarketStatus::Closed,
        MarketsError::MarketClosed
    );
    terms.validate(accounts.node.price_floor.get())?;
    let offer = &mut accounts.offer;
    offer.open(bump, *accounts.payer.address());
    offer.market = *accounts.market.address();
    offer.node = *accounts.node.address();
    offer.store(&terms, now.at);
    let event = OfferPublished {
        offer: *offer.address(),
        offer_changes: offer.changes.get(),
        market: offer.market,
        node: offer.node,
        terms: offer.terms(),
        rent_payer: offer.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}

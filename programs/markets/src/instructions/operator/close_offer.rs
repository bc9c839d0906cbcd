//! `close_offer` (15): operator or authority of the node; anyone once the node is gone or was registered anew.

use {
    crate::{
        error::MarketsError,
        events::OfferClosed,
        instructions::registry_calls::is_account,
        state::{Moment, Offer},
    },
    anchor_lang::prelude::*,
    hypernode_common::{layout::View, registry::Node},
};

/// The offer, and its node or the empty place of it.
#[event_cpi]
#[derive(Accounts)]
pub struct CloseOffer {
    pub signer: Signer,
    /// CHECK: the node of the offer, or nothing there any more.
    #[account(address = offer.node)]
    pub node: UncheckedAccount,
    #[account(mut, close = rent_payer)]
    pub offer: Account<Offer>,
    /// CHECK: gets the lamports.
    #[account(mut, unsafe(dup), address = offer.rent_payer @ MarketsError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

/// Closes the offer.
///
/// # Errors
/// `WrongRentPayer`, `NotNodeOperator`.
pub fn close_offer(ctx: &mut Context<CloseOffer>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    accounts.validate()?;
    let signer = *accounts.signer.address();
    let offer = &mut accounts.offer;
    let event = OfferClosed {
        offer: *offer.address(),
        offer_changes: offer.count_change(),
        market: offer.market,
        node: offer.node,
        signer,
        rent_payer: offer.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}

impl CloseOffer {
    fn validate(&self) -> Result<()> {
        if !is_account::<Node>(self.node.account()) {
            return Ok(());
        }
        let node = <Account<View<Node>> as AnchorAccount>::load(*self.node.account())?;
        let signer = self.signer.address();
        let allowed = node.operator == *signer
            || node.authority == *signer
            || self.offer.is_older_than(&node);
        require!(allowed, MarketsError::NotNodeOperator);
        Ok(())
    }
}

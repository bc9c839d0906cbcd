//! 21 close_payload.

use {
    super::ended::check_ended,
    crate::{
        error::GovernanceError,
        events::PayloadClosed,
        state::{Moment, Payload},
    },
    anchor_lang::prelude::*,
};

/// A payload, with the signature of its rent payer.
#[event_cpi]
#[derive(Accounts)]
pub struct ClosePayload {
    /// CHECK: pinned by address; ended, or closed already.
    #[account(address = payload.proposal @ GovernanceError::ProposalNotEnded)]
    pub proposal: UncheckedAccount,
    #[account(mut, close = rent_payer)]
    pub payload: Account<Payload>,
    #[account(mut, address = payload.rent_payer @ GovernanceError::WrongRentPayer)]
    pub rent_payer: Signer,
}

/// Closes a payload of a proposal that ended.
///
/// # Errors
/// `WrongRentPayer`, `ProposalNotEnded`.
pub fn close_payload(ctx: &mut Context<ClosePayload>) -> Result<()> {
    let now = Moment::now()?;
    check_ended(ctx.accounts.proposal.account())?;
    let payload = &mut ctx.accounts.payload;
    let event = PayloadClosed {
        payload: *payload.address(),
        payload_changes: payload.count_change(),
        proposal: payload.proposal,
        index: payload.index,
        rent_payer: payload.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}

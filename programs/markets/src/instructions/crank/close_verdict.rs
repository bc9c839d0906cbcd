//! `close_verdict` (65): a commitment that was never revealed goes away.

use {
    crate::{
        error::MarketsError,
        events::VerdictClosed,
        state::{Moment, VerdictCommitment},
    },
    anchor_lang::prelude::*,
};

/// The commitment.
#[event_cpi]
#[derive(Accounts)]
pub struct CloseVerdict {
    #[account(mut, close = rent_payer)]
    pub verdict_commitment: Account<VerdictCommitment>,
    /// CHECK: gets the lamports.
    #[account(
        mut,
        unsafe(dup),
        address = verdict_commitment.rent_payer @ MarketsError::WrongRentPayer,
    )]
    pub rent_payer: UncheckedAccount,
}

/// Closes the commitment once its round's window is over.
///
/// # Errors
/// `WrongRentPayer`, `DeadlineNotPassed`.
pub fn close_verdict(ctx: &mut Context<CloseVerdict>) -> Result<()> {
    let now = Moment::now()?;
    let record = &mut ctx.accounts.verdict_commitment;
    record.require_over(now.at)?;
    let event = VerdictClosed {
        verdict_commitment: *record.address(),
        verdict_commitment_changes: record.count_change(),
        job: record.job,
        posted_slot: record.posted_slot.get(),
        round: record.round,
        voter: record.voter,
        rent_payer: record.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}

//! `close_challenge` (39): the challenge of a job that ended goes away.

use {
    crate::{
        error::MarketsError,
        events::ChallengeClosed,
        state::{Challenge, Job, Moment},
    },
    anchor_lang::prelude::*,
};

/// The challenge and its job.
#[event_cpi]
#[derive(Accounts)]
pub struct CloseChallenge {
    #[account(address = challenge.job)]
    pub job: Account<Job>,
    #[account(mut, close = rent_payer)]
    pub challenge: Account<Challenge>,
    /// CHECK: gets the lamports.
    #[account(mut, unsafe(dup), address = challenge.rent_payer @ MarketsError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

/// Closes the challenge.
///
/// # Errors
/// `WrongRentPayer`, `JobNotEnded`.
pub fn close_challenge(ctx: &mut Context<CloseChallenge>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    accounts.job.require_ended()?;
    let challenge = &mut accounts.challenge;
    let event = ChallengeClosed {
        challenge: *challenge.address(),
        challenge_changes: challenge.count_change(),
        job: challenge.job,
        rent_payer: challenge.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}

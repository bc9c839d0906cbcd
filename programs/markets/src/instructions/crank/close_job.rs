//! `close_job` (33): the account of a job that ended long enough ago goes away.

use {
    crate::{
        error::MarketsError,
        events::JobClosed,
        math::after,
        seeds::SEED_CHALLENGE,
        state::{Config, Job, Moment},
    },
    anchor_lang::prelude::*,
};

/// The job, and the empty place of its challenge.
#[event_cpi]
#[derive(Accounts)]
pub struct CloseJob {
    pub config: Account<Config>,
    #[account(mut, close = rent_payer)]
    pub job: Account<Job>,
    /// CHECK: must hold no data; a challenge outliving its job would speak about the next one of the same id.
    #[account(seeds = [SEED_CHALLENGE, job], bump)]
    pub challenge: UncheckedAccount,
    /// CHECK: gets the lamports.
    #[account(mut, unsafe(dup), address = job.rent_payer @ MarketsError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

/// Closes the job.
///
/// # Errors
/// `WrongRentPayer`, `JobNotEnded`, `ChallengeOpen`, `DeadlineNotPassed` before the close delay is over.
pub fn close_job(ctx: &mut Context<CloseJob>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    let job = &mut accounts.job;
    job.require_ended()?;
    require!(
        accounts.challenge.account().data_len() == 0,
        MarketsError::ChallengeOpen
    );
    let kept_until = after(
        job.ended_at.get(),
        accounts.config.params.close_delay_seconds.get(),
    )?;
    require!(now.at > kept_until, MarketsError::DeadlineNotPassed);
    let event = JobClosed {
        job: *job.address(),
        job_changes: job.count_change(),
        requester: job.requester,
        id: job.id,
        rent_payer: job.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}

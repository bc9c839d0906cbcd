//! `stop_job` (28): the requester ends billing of a run.

use {
    crate::{
        error::MarketsError,
        events::JobStopped,
        state::{Job, Moment},
    },
    anchor_lang::prelude::*,
};

/// The job.
#[event_cpi]
#[derive(Accounts)]
pub struct StopJob {
    #[account(address = job.requester @ MarketsError::NotRequester)]
    pub requester: Signer,
    #[account(mut)]
    pub job: Account<Job>,
    /// CHECK: of the second delivery: the session whose key stands in for the requester.
    pub session: Option<UncheckedAccount>,
}

/// Stops the run; at least the market's shortest run is billed.
///
/// # Errors
/// `NotRequester`, `JobNotRunning`, `AlreadyStopped`, `SubmitDeadlinePassed`.
pub fn stop_job(ctx: &mut Context<StopJob>) -> Result<()> {
    let now = Moment::now()?;
    let job = &mut ctx.accounts.job;
    let flags_before = job.flags;
    job.stop(now.at)?;
    let event = JobStopped {
        job: *job.address(),
        job_changes: job.count_change(),
        node: job.node,
        flags_before,
        flags_after: job.flags,
        stopped_at: job.stopped_at.get(),
        submit_until: job.submit_until()?,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}

//! `stop_job` (28): the requester ends billing of a run.

use {
    crate::{
        events::JobStopped,
        instructions::stand_in::check_requester,
        state::{Job, Moment, Session, SESSION_STOP_JOB},
    },
    anchor_lang::prelude::*,
};

/// The job.
#[event_cpi]
#[derive(Accounts)]
pub struct StopJob {
    /// The job's requester, or the key of the session.
    pub requester: Signer,
    #[account(mut)]
    pub job: Account<Job>,
    /// The session whose key stands in for the requester.
    pub session: Option<Account<Session>>,
}

/// Stops the run; at least the market's shortest run is billed.
///
/// # Errors
/// `NotRequester`, `SessionExpired`, `SessionNotAllowed`, `JobNotRunning`, `AlreadyStopped`, `SubmitDeadlinePassed`.
pub fn stop_job(ctx: &mut Context<StopJob>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    check_requester(
        accounts.requester.address(),
        &accounts.job.requester,
        &accounts.session,
        SESSION_STOP_JOB,
        now.at,
    )?;
    let job = &mut accounts.job;
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

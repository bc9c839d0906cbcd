//! `publish_key` (63): the requester publishes the key of a sealed input for the node that has the job.

use {
    crate::{
        constants::SEALED_KEY_SIZE,
        events_session::KeyPublished,
        instructions::stand_in::check_requester,
        state::{Job, Moment, Session, SESSION_PUBLISH_KEY},
    },
    anchor_lang::prelude::*,
};

/// The job.
#[event_cpi]
#[derive(Accounts)]
pub struct PublishKey {
    /// The job's requester, or the key of the session.
    pub requester: Signer,
    #[account(mut)]
    pub job: Account<Job>,
    /// The session whose key stands in for the requester.
    pub session: Option<Account<Session>>,
}

/// Publishes the key, sealed to the node's X25519 key. The chain keeps that it was published; the event carries it.
///
/// # Errors
/// `NotRequester`, `SessionExpired`, `SessionNotAllowed`, `NotSealed`, `JobNotAssigned`, `StartDeadlinePassed`,
/// `SubmitDeadlinePassed`, `KeyPublishedAlready`.
pub fn publish_key(ctx: &mut Context<PublishKey>, sealed_key: [u8; SEALED_KEY_SIZE]) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    check_requester(
        accounts.requester.address(),
        &accounts.job.requester,
        &accounts.session,
        SESSION_PUBLISH_KEY,
        now.at,
    )?;
    let job = &mut accounts.job;
    let flags_before = job.flags;
    job.publish_key(now.at)?;
    let event = KeyPublished {
        job: *job.address(),
        job_changes: job.count_change(),
        node: job.node,
        attempt: job.attempt,
        sealed_key,
        flags_before,
        flags_after: job.flags,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}

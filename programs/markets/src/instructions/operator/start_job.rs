//! `start_job` (23): the node starts the run.

use {
    crate::{
        error::MarketsError,
        events::JobStarted,
        state::{Job, Moment},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::{View, VERSION},
        registry::Node,
    },
};

/// The job and its node.
#[event_cpi]
#[derive(Accounts)]
pub struct StartJob {
    #[account(address = node.operator @ MarketsError::NotNodeOperator)]
    pub operator: Signer,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(
        address = job.node,
        constraint = node.version == VERSION @ MarketsError::WrongVersion,
    )]
    pub node: Account<View<Node>>,
}

/// Starts the run.
///
/// # Errors
/// `NotNodeOperator`, `JobNotAssigned`, `StartDeadlinePassed`.
pub fn start_job(ctx: &mut Context<StartJob>) -> Result<()> {
    let now = Moment::now()?;
    let job = &mut ctx.accounts.job;
    let state_before = job.state.0;
    job.start(now)?;
    let event = JobStarted {
        job: *job.address(),
        job_changes: job.count_change(),
        node: job.node,
        state_before,
        state_after: job.state.0,
        started_at: now.at,
        response_ms: job.response_ms.get(),
        run_until: job.run_until()?,
        submit_until: job.submit_until()?,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}

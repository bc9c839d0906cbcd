//! `collect_child` (57): a child that ended is counted in its batch.

use {
    crate::{
        events::ChildCollected,
        state::{Batch, Job, Moment},
    },
    anchor_lang::prelude::*,
};

/// The batch and one job.
#[event_cpi]
#[derive(Accounts)]
pub struct CollectChild {
    #[account(mut)]
    pub batch: Account<Batch>,
    pub job: Account<Job>,
}

/// Counts child `index`, once.
///
/// # Errors
/// `ChildOutOfRange`, `WrongChild`, `JobNotEnded`, `ChildCollected`.
pub fn collect_child(ctx: &mut Context<CollectChild>, index: u16) -> Result<()> {
    let now = Moment::now()?;
    let (batch, job) = (&mut ctx.accounts.batch, &ctx.accounts.job);
    let address = *batch.address();
    let (settled_before, refunded_before) = (batch.settled.get(), batch.refunded.get());
    batch.collect(&address, index, job)?;
    let event = ChildCollected {
        batch: address,
        batch_changes: batch.count_change(),
        job: *job.address(),
        index,
        state: job.state.0,
        settled_before,
        settled_after: batch.settled.get(),
        refunded_before,
        refunded_after: batch.refunded.get(),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}

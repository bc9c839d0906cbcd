//! `tally_replicas` (53): the results of a replica group are counted.

use {
    crate::{
        events::ReplicasTallied,
        state::{Moment, ReplicaGroup},
    },
    anchor_lang::prelude::*,
};

/// The group.
#[event_cpi]
#[derive(Accounts)]
pub struct TallyReplicas {
    #[account(mut)]
    pub replicas: Account<ReplicaGroup>,
}

/// Finds the result that stands, if any. A group nobody joined in time ends here too.
///
/// # Errors
/// `AlreadyTallied`, `TallyTooSoon`.
pub fn tally_replicas(ctx: &mut Context<TallyReplicas>) -> Result<()> {
    let now = Moment::now()?;
    let replicas = &mut ctx.accounts.replicas;
    let status_before = replicas.status.0;
    replicas.tally(now.at)?;
    let event = ReplicasTallied {
        replicas: *replicas.address(),
        replicas_changes: replicas.count_change(),
        status_before,
        status_after: replicas.status.0,
        commits: replicas.commits,
        reveals: replicas.reveals,
        majority: replicas.majority,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}

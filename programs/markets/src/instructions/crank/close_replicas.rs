//! `close_replicas` (59): a replica group whose tally is applied goes away.

use {
    crate::{
        error::MarketsError,
        events::ReplicasClosed,
        state::{Moment, ReplicaGroup},
    },
    anchor_lang::prelude::*,
};

/// The group.
#[event_cpi]
#[derive(Accounts)]
pub struct CloseReplicas {
    #[account(mut, close = rent_payer)]
    pub replicas: Account<ReplicaGroup>,
    /// CHECK: gets the lamports.
    #[account(mut, unsafe(dup), address = replicas.rent_payer @ MarketsError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

/// Closes the group.
///
/// # Errors
/// `WrongRentPayer`, `NotTallied`, `ReplicasNotApplied`.
pub fn close_replicas(ctx: &mut Context<CloseReplicas>) -> Result<()> {
    let now = Moment::now()?;
    let replicas = &mut ctx.accounts.replicas;
    replicas.require_applied()?;
    let event = ReplicasClosed {
        replicas: *replicas.address(),
        replicas_changes: replicas.count_change(),
        requester: replicas.requester,
        id: replicas.id,
        rent_payer: replicas.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}

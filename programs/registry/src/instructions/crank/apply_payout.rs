//! 16 apply_payout.

use {
    crate::{
        events::PayoutApplied,
        state::{Node, NodeTransitions},
    },
    anchor_lang::prelude::*,
};

/// The node.
#[event_cpi]
#[derive(Accounts)]
pub struct ApplyPayout {
    #[account(mut)]
    pub node: Account<Node>,
}

/// Pays the proposed one from now on.
///
/// # Errors
/// `NoPendingPayout`, `PayoutDelayNotOver`.
pub fn apply_payout(ctx: &mut Context<ApplyPayout>) -> Result<()> {
    let clock = Clock::get()?;
    let node = &mut ctx.accounts.node;
    let payout_before = node.payout;
    let pending_payout_before = node.pending_payout;
    let payout_effective_at_before = node.payout_effective_at.get();

    node.apply_payout(clock.unix_timestamp)?;

    let event = PayoutApplied {
        node: *node.address(),
        node_changes: node.count_change(),
        payout_before,
        payout_after: node.payout,
        pending_payout_before,
        pending_payout_after: node.pending_payout,
        payout_effective_at_before,
        payout_effective_at_after: node.payout_effective_at.get(),
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}

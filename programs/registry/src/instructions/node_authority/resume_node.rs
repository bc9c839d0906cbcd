//! 21 resume_node.

use {
    crate::{
        error::RegistryError,
        events::NodeResumed,
        state::{Node, NodeTransitions},
    },
    anchor_lang::prelude::*,
};

/// The node, with its authority's signature.
#[event_cpi]
#[derive(Accounts)]
pub struct ResumeNode {
    #[account(mut)]
    pub node: Account<Node>,
    #[account(address = node.authority @ RegistryError::NotNodeAuthority)]
    pub authority: Signer,
}

/// Takes work again. The silence until now is forgiven, not credited: a node that rested is not slashable for it.
///
/// # Errors
/// `NotNodeAuthority`, `NodeNotInactive` when it is Active, `NodeSuspended`, `ReportsOpen`.
pub fn resume_node(ctx: &mut Context<ResumeNode>) -> Result<()> {
    let clock = Clock::get()?;
    let node = &mut ctx.accounts.node;
    let status_before = node.status.0;
    let last_heartbeat_at_before = node.last_heartbeat_at.get();

    node.resume(clock.unix_timestamp)?;

    let event = NodeResumed {
        node: *node.address(),
        node_changes: node.count_change(),
        status_before,
        status_after: node.status.0,
        last_heartbeat_at_before,
        last_heartbeat_at_after: node.last_heartbeat_at.get(),
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}

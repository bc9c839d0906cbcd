//! 24 reinstate_node.

use {
    crate::{
        error::RegistryError,
        events::NodeReinstated,
        state::{Config, Node, NodeTransitions},
    },
    anchor_lang::prelude::*,
};

/// The node, with the signature of the Config's authority.
#[event_cpi]
#[derive(Accounts)]
pub struct ReinstateNode {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub node: Account<Node>,
    #[account(address = config.head.authority @ RegistryError::NotAuthority)]
    pub authority: Signer,
}

/// Ends a suspension early. The silence until now is forgiven, not credited.
///
/// # Errors
/// `NotAuthority`, `NodeNotSuspended`.
pub fn reinstate_node(ctx: &mut Context<ReinstateNode>) -> Result<()> {
    let clock = Clock::get()?;
    let node = &mut ctx.accounts.node;
    let status_before = node.status.0;
    let suspended_until_before = node.suspended_until.get();
    let last_heartbeat_at_before = node.last_heartbeat_at.get();

    node.reinstate(clock.unix_timestamp)?;

    let event = NodeReinstated {
        node: *node.address(),
        node_changes: node.count_change(),
        status_before,
        status_after: node.status.0,
        suspended_until_before,
        suspended_until_after: node.suspended_until.get(),
        last_heartbeat_at_before,
        last_heartbeat_at_after: node.last_heartbeat_at.get(),
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}

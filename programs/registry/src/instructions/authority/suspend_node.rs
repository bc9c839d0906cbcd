//! 23 suspend_node.

use {
    crate::{
        error::RegistryError,
        events::NodeSuspended,
        state::{Config, Node, NodeTransitions},
    },
    anchor_lang::prelude::*,
};

/// The node, with the signature of the Config's authority.
#[event_cpi]
#[derive(Accounts)]
pub struct SuspendNode {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub node: Account<Node>,
    #[account(address = config.head.authority @ RegistryError::NotAuthority)]
    pub authority: Signer,
}

/// Stops new work up to `until`; running work goes on.
///
/// # Errors
/// `NotAuthority`, `NodeNotServing` when it is retired, `ParameterOutOfBounds` unless `until` is ahead.
pub fn suspend_node(ctx: &mut Context<SuspendNode>, until: i64) -> Result<()> {
    let clock = Clock::get()?;
    let node = &mut ctx.accounts.node;
    let status_before = node.status.0;
    let suspended_until_before = node.suspended_until.get();

    node.suspend(until, clock.unix_timestamp)?;

    let event = NodeSuspended {
        node: *node.address(),
        node_changes: node.count_change(),
        status_before,
        status_after: node.status.0,
        suspended_until_before,
        suspended_until_after: node.suspended_until.get(),
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}

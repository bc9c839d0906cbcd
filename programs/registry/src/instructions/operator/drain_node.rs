//! 20 drain_node.

use {
    crate::{
        error::RegistryError,
        events::NodeDrained,
        state::{Node, NodeTransitions},
    },
    anchor_lang::prelude::*,
};

/// The node, with the signature of its operator or its authority.
#[event_cpi]
#[derive(Accounts)]
pub struct DrainNode {
    #[account(mut)]
    pub node: Account<Node>,
    #[account(constraint = *signer.address() == node.operator || *signer.address() == node.authority
        @ RegistryError::NotOperator)]
    pub signer: Signer,
}

/// Takes no new work; running work goes on.
///
/// # Errors
/// `NotOperator`, `NodeNotActive`.
pub fn drain_node(ctx: &mut Context<DrainNode>) -> Result<()> {
    let clock = Clock::get()?;
    let signer = *ctx.accounts.signer.address();
    let node = &mut ctx.accounts.node;
    let status_before = node.status.0;

    node.drain()?;

    let event = NodeDrained {
        node: *node.address(),
        node_changes: node.count_change(),
        signer,
        status_before,
        status_after: node.status.0,
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}

//! 22 deactivate_node.

use {
    crate::{
        error::RegistryError,
        events::NodeDeactivated,
        state::{Node, NodeTransitions},
    },
    anchor_lang::prelude::*,
};

/// The node, with its authority's signature.
#[event_cpi]
#[derive(Accounts)]
pub struct DeactivateNode {
    #[account(mut)]
    pub node: Account<Node>,
    #[account(address = node.authority @ RegistryError::NotNodeAuthority)]
    pub authority: Signer,
}

/// Retires a node without runs.
///
/// # Errors
/// `NotNodeAuthority`, `NodeNotServing`, `NodeBusy`.
pub fn deactivate_node(ctx: &mut Context<DeactivateNode>) -> Result<()> {
    let clock = Clock::get()?;
    let node = &mut ctx.accounts.node;
    let status_before = node.status.0;

    node.deactivate()?;

    let event = NodeDeactivated {
        node: *node.address(),
        node_changes: node.count_change(),
        status_before,
        status_after: node.status.0,
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}

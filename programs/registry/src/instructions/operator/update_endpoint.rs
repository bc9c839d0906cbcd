//! 13 update_endpoint.

use {
    crate::{
        error::RegistryError,
        events::EndpointUpdated,
        state::{Node, NodeEndpoint, NodeTransitions},
    },
    anchor_lang::prelude::*,
};

/// The node, with its operator's signature.
#[event_cpi]
#[derive(Accounts)]
pub struct UpdateEndpoint {
    #[account(mut)]
    pub node: Account<Node>,
    #[account(address = node.operator @ RegistryError::NotOperator)]
    pub operator: Signer,
}

/// Is reached elsewhere, or under other keys, from now on.
///
/// # Errors
/// `NotOperator`, `InvalidEndpoint`.
pub fn update_endpoint(ctx: &mut Context<UpdateEndpoint>, endpoint: &NodeEndpoint) -> Result<()> {
    let clock = Clock::get()?;
    let node = &mut ctx.accounts.node;
    let endpoint_before = NodeEndpoint::of(node);

    node.set_endpoint(endpoint)?;

    let event = EndpointUpdated {
        node: *node.address(),
        node_changes: node.count_change(),
        endpoint_before,
        endpoint_after: *endpoint,
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}

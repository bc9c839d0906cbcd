//! 17 propose_node_authority.

use {
    crate::{
        error::RegistryError,
        events::NodeAuthorityProposed,
        state::{Node, NodeTransitions},
    },
    anchor_lang::prelude::*,
};

/// The node, with its authority's signature.
#[event_cpi]
#[derive(Accounts)]
pub struct ProposeNodeAuthority {
    #[account(mut)]
    pub node: Account<Node>,
    #[account(address = node.authority @ RegistryError::NotNodeAuthority)]
    pub authority: Signer,
}

/// First of two steps that hand the node over.
///
/// # Errors
/// `NotNodeAuthority`, `ZeroAddress`.
pub fn propose_node_authority(ctx: &mut Context<ProposeNodeAuthority>, key: Address) -> Result<()> {
    let clock = Clock::get()?;
    let node = &mut ctx.accounts.node;
    let pending_authority_before = node.pending_authority;

    node.propose_authority(key)?;

    let event = NodeAuthorityProposed {
        node: *node.address(),
        node_changes: node.count_change(),
        pending_authority_before,
        pending_authority_after: node.pending_authority,
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}

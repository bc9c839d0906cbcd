//! 18 accept_node_authority.

use {
    crate::{
        error::RegistryError,
        events::NodeAuthorityAccepted,
        state::{Node, NodeTransitions},
    },
    anchor_lang::prelude::*,
};

/// The node, with the signature of its pending authority.
#[event_cpi]
#[derive(Accounts)]
pub struct AcceptNodeAuthority {
    #[account(mut)]
    pub node: Account<Node>,
    #[account(address = node.pending_authority @ RegistryError::NotNodeAuthority)]
    pub pending_authority: Signer,
}

/// Second step: the node is theirs; its address and reputation stay.
///
/// # Errors
/// `NotNodeAuthority`.
pub fn accept_node_authority(ctx: &mut Context<AcceptNodeAuthority>) -> Result<()> {
    let clock = Clock::get()?;
    let node = &mut ctx.accounts.node;
    let authority_before = node.authority;
    let pending_authority_before = node.pending_authority;

    node.accept_authority();

    let event = NodeAuthorityAccepted {
        node: *node.address(),
        node_changes: node.count_change(),
        authority_before,
        authority_after: node.authority,
        pending_authority_before,
        pending_authority_after: node.pending_authority,
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}

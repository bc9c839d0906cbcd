//! 14 rotate_operator.

use {
    crate::{error::RegistryError, events::OperatorRotated, state::Node},
    anchor_lang::prelude::*,
};

/// The node, with the signatures of its authority and its next operator.
#[event_cpi]
#[derive(Accounts)]
pub struct RotateOperator {
    #[account(mut)]
    pub node: Account<Node>,
    #[account(address = node.authority @ RegistryError::NotNodeAuthority)]
    pub authority: Signer,
    /// Signs too, so nobody is drafted.
    pub new_operator: Signer,
}

/// Replaces the hot key.
///
/// # Errors
/// `NotNodeAuthority`.
pub fn rotate_operator(ctx: &mut Context<RotateOperator>) -> Result<()> {
    let clock = Clock::get()?;
    let operator_after = *ctx.accounts.new_operator.address();
    let node = &mut ctx.accounts.node;
    let operator_before = node.operator;

    node.operator = operator_after;

    let event = OperatorRotated {
        node: *node.address(),
        node_changes: node.count_change(),
        operator_before,
        operator_after,
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}

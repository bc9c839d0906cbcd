//! 12 update_policy.

use {
    crate::{
        error::RegistryError,
        events::PolicyUpdated,
        state::{Node, NodePolicy, NodeTransitions},
    },
    anchor_lang::prelude::*,
};

/// The node, with the signature of its authority or its operator.
#[event_cpi]
#[derive(Accounts)]
pub struct UpdatePolicy {
    #[account(mut)]
    pub node: Account<Node>,
    pub signer: Signer,
}

/// Takes work on other terms from now on; assigned jobs keep theirs. The operator may only tighten.
///
/// # Errors
/// `NotNodeAuthority` for anybody else and for an operator who loosens, `InvalidPolicy`.
pub fn update_policy(ctx: &mut Context<UpdatePolicy>, policy: &NodePolicy) -> Result<()> {
    let clock = Clock::get()?;
    let signer = *ctx.accounts.signer.address();
    let node = &mut ctx.accounts.node;
    let policy_before = NodePolicy::of(node);
    let policy_version_before = node.policy_version.get();
    let may = signer == node.authority
        || (signer == node.operator && policy.only_tightens(&policy_before));
    require!(may, RegistryError::NotNodeAuthority);

    node.set_policy(policy)?;

    let event = PolicyUpdated {
        node: *node.address(),
        node_changes: node.count_change(),
        signer,
        policy_before,
        policy_after: *policy,
        policy_version_before,
        policy_version_after: node.policy_version.get(),
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}

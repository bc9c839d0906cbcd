//! 15 propose_payout.

use {
    crate::{
        error::RegistryError,
        events::PayoutProposed,
        state::{Config, Node, NodeTransitions},
    },
    anchor_lang::prelude::*,
};

/// The node, with its authority's signature.
#[event_cpi]
#[derive(Accounts)]
pub struct ProposePayout {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub node: Account<Node>,
    #[account(address = node.authority @ RegistryError::NotNodeAuthority)]
    pub authority: Signer,
}

/// Proposes who is paid; the delay gives a robbed owner time to see it.
///
/// # Errors
/// `NotNodeAuthority`, `ZeroAddress`.
pub fn propose_payout(ctx: &mut Context<ProposePayout>, payout: Address) -> Result<()> {
    let clock = Clock::get()?;
    let delay_seconds = ctx.accounts.config.params.payout_delay_seconds.get();
    let node = &mut ctx.accounts.node;
    let pending_payout_before = node.pending_payout;
    let payout_effective_at_before = node.payout_effective_at.get();

    node.propose_payout(payout, delay_seconds, clock.unix_timestamp)?;

    let event = PayoutProposed {
        node: *node.address(),
        node_changes: node.count_change(),
        pending_payout_before,
        pending_payout_after: node.pending_payout,
        payout_effective_at_before,
        payout_effective_at_after: node.payout_effective_at.get(),
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}

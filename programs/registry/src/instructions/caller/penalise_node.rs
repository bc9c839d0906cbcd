//! 43 penalise_node.

use {
    crate::{
        error::RegistryError,
        events::NodePenalised,
        state::{Config, Node, NodeTransitions, RegistryParams, Reputation, ReputationTransitions},
    },
    anchor_lang::prelude::*,
    hypernode_common::{programs, slashing::Reason},
};

/// The node a report was confirmed against, and its reputation.
#[event_cpi]
#[derive(Accounts)]
pub struct PenaliseNode {
    #[account(address = programs::SLASHING.caller.address @ RegistryError::NotCaller)]
    pub caller: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub node: Account<Node>,
    #[account(mut, seeds = [b"reputation", node.address().as_ref()], bump = reputation.bump)]
    pub reputation: Account<Reputation>,
}

/// Counts an invalid result where that is the reason; stops new work while `suspend_until` is ahead.
///
/// # Errors
/// `NotCaller`, `InvalidOutcome` for an unknown reason, `Overflow`.
pub fn penalise_node(
    ctx: &mut Context<PenaliseNode>,
    reason: u8,
    suspend_until: i64,
) -> Result<()> {
    let clock = Clock::get()?;
    let now = clock.unix_timestamp;
    let accounts = &mut ctx.accounts;
    let params: RegistryParams = accounts.config.params.into();
    let node = &mut accounts.node;
    let reputation = &mut accounts.reputation;
    let status_before = node.status.0;
    let suspended_until_before = node.suspended_until.get();
    let invalid_before = reputation.invalid.get();
    let score_before = reputation.score.get();
    let tier_before = reputation.tier.0;

    match Reason::from_u8(reason).ok_or(RegistryError::InvalidOutcome)? {
        Reason::InvalidResult | Reason::Malicious => reputation.count_invalid()?,
        Reason::Timeout | Reason::Offline => {}
    }
    node.penalise(suspend_until, now);
    reputation.rate(&params, now);

    let event = NodePenalised {
        node: *node.address(),
        node_changes: node.count_change(),
        reputation: *reputation.address(),
        reputation_changes: reputation.count_change(),
        reason,
        status_before,
        status_after: node.status.0,
        suspended_until_before,
        suspended_until_after: node.suspended_until.get(),
        invalid_before,
        invalid_after: reputation.invalid.get(),
        score_before,
        score_after: reputation.score.get(),
        tier_before,
        tier_after: reputation.tier.0,
        slot: clock.slot,
        at: now,
    };
    emit_cpi!(event);
    Ok(())
}

//! 29 record_health.

use {
    super::check_validator::Checker,
    crate::{
        error::RegistryError,
        events::HealthRecorded,
        state::{Config, Node, NodeTransitions, RegistryParams, Reputation, ReputationTransitions},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::View,
        programs,
        staking::{Bond, Config as StakingConfig, Validator},
    },
};

/// The node, its reputation, and what proves the validator who signs.
#[event_cpi]
#[derive(Accounts)]
pub struct RecordHealth {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub node: Account<Node>,
    #[account(mut, seeds = [b"reputation", node.address().as_ref()], bump = reputation.bump)]
    pub reputation: Account<Reputation>,
    /// Config of staking, for the stake a validator needs.
    #[account(address = programs::STAKING.config.address)]
    pub staking_config: Account<View<StakingConfig>>,
    #[account(constraint = validator.owner == *checker.address() @ RegistryError::ValidatorNotActive)]
    pub validator: Account<View<Validator>>,
    /// The validator's own bond.
    pub bond: Account<View<Bond>>,
    pub checker: Signer,
}

/// Records that a check passed or failed; `digest` is that of the check's transcript.
///
/// # Errors
/// `WrongVersion`, `ValidatorNotActive`, `CheckerConflict`, `SameChecker`, `HealthTooSoon`, `ZeroDigest`.
pub fn record_health(
    ctx: &mut Context<RecordHealth>,
    passed: bool,
    digest: [u8; 32],
) -> Result<()> {
    let clock = Clock::get()?;
    let now = clock.unix_timestamp;
    let accounts = &mut ctx.accounts;
    let params: RegistryParams = accounts.config.params.into();
    let checker = *accounts.checker.address();
    let node = &mut accounts.node;
    let reputation = &mut accounts.reputation;
    Checker {
        staking_config: &accounts.staking_config,
        validator: &accounts.validator,
        bond: &accounts.bond,
        key: &checker,
    }
    .check(node, now)?;
    require!(digest != [0; 32], RegistryError::ZeroDigest);

    let health_ok_before = node.health_ok.get();
    let health_failed_before = node.health_failed.get();
    let last_health_at_before = node.last_health_at.get();
    let last_checker_before = node.last_checker;
    let health_penalty_before = reputation.health_penalty.get();
    let score_before = reputation.score.get();
    let tier_before = reputation.tier.0;

    node.note_health(passed, checker, params.health_interval_seconds, now)?;
    reputation.note_health(passed, &params);
    reputation.rate(&params, now);

    let event = HealthRecorded {
        node: *node.address(),
        node_changes: node.count_change(),
        reputation: *reputation.address(),
        reputation_changes: reputation.count_change(),
        passed: passed as u8,
        digest,
        health_ok_before,
        health_ok_after: node.health_ok.get(),
        health_failed_before,
        health_failed_after: node.health_failed.get(),
        last_health_at_before,
        last_health_at_after: node.last_health_at.get(),
        last_checker_before,
        last_checker_after: node.last_checker,
        health_penalty_before,
        health_penalty_after: reputation.health_penalty.get(),
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

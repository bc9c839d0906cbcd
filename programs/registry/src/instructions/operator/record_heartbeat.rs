//! 19 record_heartbeat.

use {
    crate::{
        constants::UPTIME_DAYS,
        error::RegistryError,
        events::HeartbeatRecorded,
        state::{Config, Node, NodeTransitions, RegistryParams, Reputation, ReputationTransitions},
    },
    anchor_lang::prelude::*,
};

/// The node that lives, with its operator's signature.
#[event_cpi]
#[derive(Accounts)]
pub struct RecordHeartbeat {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub node: Account<Node>,
    #[account(mut, seeds = [b"reputation", node.address().as_ref()], bump = reputation.bump)]
    pub reputation: Account<Reputation>,
    #[account(address = node.operator @ RegistryError::NotOperator)]
    pub operator: Signer,
}

/// Records a sign of life, credits uptime, rates anew.
///
/// # Errors
/// `NotOperator`, `NodeNotServing`, `HeartbeatTooSoon`.
pub fn record_heartbeat(ctx: &mut Context<RecordHeartbeat>) -> Result<()> {
    let clock = Clock::get()?;
    let now = clock.unix_timestamp;
    let accounts = &mut ctx.accounts;
    let params: RegistryParams = accounts.config.params.into();
    let node = &mut accounts.node;
    let reputation = &mut accounts.reputation;

    let last_heartbeat_at_before = node.last_heartbeat_at.get();
    let bucket_day_before = reputation.bucket_day.get();
    let uptime_seconds_before = reputation.uptime_seconds.get();
    let score_before = reputation.score.get();
    let tier_before = reputation.tier.0;

    let gap = node.beat(params.heartbeat_floor_seconds, now)?;
    reputation.credit_uptime(gap, params.offline_after_seconds, now);
    reputation.rate(&params, now);

    let bucket_day_after = reputation.bucket_day.get();
    let seconds_of = |day: u32| reputation.buckets[(day % UPTIME_DAYS) as usize].get();
    let event = HeartbeatRecorded {
        node: *node.address(),
        node_changes: node.count_change(),
        reputation: *reputation.address(),
        last_heartbeat_at_before,
        last_heartbeat_at_after: node.last_heartbeat_at.get(),
        bucket_day_before,
        bucket_day_after,
        uptime_seconds_before,
        uptime_seconds_after: reputation.uptime_seconds.get(),
        yesterday_seconds_after: seconds_of(bucket_day_after.wrapping_sub(1)),
        today_seconds_after: seconds_of(bucket_day_after),
        score_before,
        score_after: reputation.score.get(),
        tier_before,
        tier_after: reputation.tier.0,
        reputation_changes: reputation.count_change(),
        slot: clock.slot,
        at: now,
    };
    emit_cpi!(event);
    Ok(())
}

//! 41 end_run.

use {
    crate::{
        error::RegistryError,
        events::RunEnded,
        state::{
            Config, EndedRun, Node, NodeTransitions, Outcome, RegistryParams, Reputation,
            ReputationTransitions,
        },
    },
    anchor_lang::prelude::*,
    hypernode_common::{event::emit, programs},
};

/// The node whose run ended, and its reputation.
#[event_cpi]
#[derive(Accounts)]
pub struct EndRun {
    #[account(address = programs::MARKETS.caller.address @ RegistryError::NotCaller)]
    pub caller: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub node: Account<Node>,
    #[account(mut, seeds = [b"reputation", node.address().as_ref()], bump = reputation.bump)]
    pub reputation: Account<Reputation>,
}

/// What markets tells; see `hypernode_common::registry::EndRunArgs`.
#[derive(Clone, Copy)]
pub struct RunResult {
    /// `Outcome`.
    pub outcome: u8,
    /// Response time of the job, milliseconds.
    pub response_ms: u32,
    /// Treasury and incentive parts, base units.
    pub fee: u64,
    /// Epoch label.
    pub epoch: u32,
    /// GPUs the run held.
    pub gpus: u16,
    /// Whether it was between strangers.
    pub counted: bool,
}

/// Counts a run off the node and into its reputation.
///
/// # Errors
/// `NotCaller`, `NoRunToEnd`, `InvalidOutcome`, `Overflow`.
pub fn end_run(ctx: &mut Context<EndRun>, result: &RunResult) -> Result<()> {
    let clock = Clock::get()?;
    let now = clock.unix_timestamp;
    let accounts = &mut ctx.accounts;
    let params: RegistryParams = accounts.config.params.into();
    let node = &mut accounts.node;
    let reputation = &mut accounts.reputation;
    let outcome = Outcome::from_u8(result.outcome).ok_or(RegistryError::InvalidOutcome)?;

    let active_runs_before = node.active_runs.get();
    let gpus_in_use_before = node.gpus_in_use.get();
    let last_run_end_at_before = node.last_run_end_at.get();
    let outcome_count_before = reputation.counter(outcome);
    let response_ms_before = reputation.response_ms.get();
    let response_samples_before = reputation.response_samples.get();
    let lifetime_fees_before = reputation.lifetime_fees.get();
    let points_before = reputation.points_of(result.epoch);
    let score_before = reputation.score.get();
    let tier_before = reputation.tier.0;

    node.end_run(result.gpus, now)?;
    let run = EndedRun {
        outcome,
        response_ms: result.response_ms,
        fee: result.fee,
        epoch: result.epoch,
        counted: result.counted,
    };
    reputation.count_run(&run, params.min_counted_fee)?;
    reputation.rate(&params, now);

    let event = RunEnded {
        node: *node.address(),
        node_changes: node.count_change(),
        reputation: *reputation.address(),
        reputation_changes: reputation.count_change(),
        outcome: result.outcome,
        counted: result.counted as u8,
        fee: result.fee,
        epoch: result.epoch,
        active_runs_before,
        active_runs_after: node.active_runs.get(),
        gpus_in_use_before,
        gpus_in_use_after: node.gpus_in_use.get(),
        last_run_end_at_before,
        last_run_end_at_after: node.last_run_end_at.get(),
        outcome_count_before,
        outcome_count_after: reputation.counter(outcome),
        response_ms_before,
        response_ms_after: reputation.response_ms.get(),
        response_samples_before,
        response_samples_after: reputation.response_samples.get(),
        lifetime_fees_before,
        lifetime_fees_after: reputation.lifetime_fees.get(),
        points_before,
        points_after: reputation.points_of(result.epoch),
        score_before,
        score_after: reputation.score.get(),
        tier_before,
        tier_after: reputation.tier.0,
        slot: clock.slot,
        at: now,
    };
    emit(
        &programs::REGISTRY,
        ctx.accounts.event_authority.cpi_handle(),
        &event,
    );
    Ok(())
}

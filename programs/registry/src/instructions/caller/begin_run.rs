//! 40 begin_run.

use {
    crate::{
        error::RegistryError,
        events::RunBegun,
        state::{Config, Node, NodeTransitions},
    },
    anchor_lang::prelude::*,
    hypernode_common::{event::emit, programs},
};

/// The node that a job is assigned to.
#[event_cpi]
#[derive(Accounts)]
pub struct BeginRun {
    #[account(address = programs::MARKETS.caller.address @ RegistryError::NotCaller)]
    pub caller: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub node: Account<Node>,
}

/// Counts one more run; `cap_runs` is the limit of the node's capacity tier.
///
/// # Errors
/// `NotCaller`, `NodeNotActive`, `HeartbeatStale`, `NodeFull`, `GpusExhausted`.
pub fn begin_run(ctx: &mut Context<BeginRun>, cap_runs: u16, gpus: u16) -> Result<()> {
    let clock = Clock::get()?;
    let now = clock.unix_timestamp;
    let offline_after = ctx.accounts.config.params.offline_after_seconds.get();
    let node = &mut ctx.accounts.node;
    let active_runs_before = node.active_runs.get();
    let gpus_in_use_before = node.gpus_in_use.get();

    node.begin_run(cap_runs, gpus, offline_after, now)?;

    let event = RunBegun {
        node: *node.address(),
        node_changes: node.count_change(),
        active_runs_before,
        active_runs_after: node.active_runs.get(),
        gpus_in_use_before,
        gpus_in_use_after: node.gpus_in_use.get(),
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

//! Registry: nodes, reputation, hardware identity. Holds no tokens.

#![cfg_attr(not(test), no_std)]

pub mod constants;
pub mod error;
pub mod events;
pub mod instructions;
pub mod math;
pub mod seeds;
pub mod state;

use anchor_lang::prelude::*;
pub use instructions::*;
use state::RegistryParams;

declare_id!("3W3fUDwCG6ih1QBkXXcEpFw5HW7Levxk4udqtywTGrQP");

#[program]
pub mod registry {
    use super::*;

    /// Creates the Config; by the upgrade authority.
    #[discrim = 1]
    pub fn initialize(
        ctx: &mut Context<Initialize>,
        params: RegistryParams,
        guardian: Address,
    ) -> Result<()> {
        instructions::initialize(ctx, params, guardian)
    }

    /// Proposes the next authority.
    #[discrim = 2]
    pub fn propose_authority(ctx: &mut Context<ProposeAuthority>, key: Address) -> Result<()> {
        instructions::propose_authority(ctx, key)
    }

    /// Takes the authority over.
    #[discrim = 3]
    pub fn accept_authority(ctx: &mut Context<AcceptAuthority>) -> Result<()> {
        instructions::accept_authority(ctx)
    }

    /// Replaces the guardian.
    #[discrim = 4]
    pub fn set_guardian(ctx: &mut Context<SetGuardian>, key: Address) -> Result<()> {
        instructions::set_guardian(ctx, key)
    }

    /// Pauses entries until unpaused, exits for 72 hours.
    #[discrim = 5]
    pub fn pause(ctx: &mut Context<Pause>, entries: bool, exits: bool) -> Result<()> {
        instructions::pause(ctx, entries, exits)
    }

    /// Ends both pauses.
    #[discrim = 6]
    pub fn unpause(ctx: &mut Context<Unpause>) -> Result<()> {
        instructions::unpause(ctx)
    }

    /// Replaces the parameters.
    #[discrim = 7]
    pub fn update_config(ctx: &mut Context<UpdateConfig>, params: RegistryParams) -> Result<()> {
        instructions::update_config(ctx, params)
    }

    /// Creates a node and its reputation.
    #[discrim = 10]
    pub fn register_node(
        ctx: &mut Context<RegisterNode>,
        id: [u8; 16],
        registration: NodeRegistration,
    ) -> Result<()> {
        instructions::register_node(ctx, id, &registration)
    }

    /// Records a sign of life.
    #[discrim = 19]
    pub fn record_heartbeat(ctx: &mut Context<RecordHeartbeat>) -> Result<()> {
        instructions::record_heartbeat(ctx)
    }

    /// Binds a card to a node.
    #[discrim = 26]
    pub fn bind_fingerprint(ctx: &mut Context<BindFingerprint>, hash: [u8; 32]) -> Result<()> {
        instructions::bind_fingerprint(ctx, hash)
    }

    /// Counts a run onto a node; by markets.
    #[discrim = 40]
    pub fn begin_run(ctx: &mut Context<BeginRun>, cap_runs: u16, gpus: u16) -> Result<()> {
        instructions::begin_run(ctx, cap_runs, gpus)
    }

    /// Counts a run off a node; by markets.
    #[discrim = 41]
    pub fn end_run(
        ctx: &mut Context<EndRun>,
        outcome: u8,
        response_ms: u32,
        fee: u64,
        epoch: u32,
        gpus: u16,
        counted: bool,
    ) -> Result<()> {
        instructions::end_run(
            ctx,
            &RunResult {
                outcome,
                response_ms,
                fee,
                epoch,
                gpus,
                counted,
            },
        )
    }
}

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
use state::{NodeEndpoint, NodeHardware, NodePolicy, RegistryParams};

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

    /// States other hardware; the benchmark is cleared.
    #[discrim = 11]
    pub fn update_hardware(
        ctx: &mut Context<UpdateHardware>,
        hardware: NodeHardware,
    ) -> Result<()> {
        instructions::update_hardware(ctx, &hardware)
    }

    /// Takes work on other terms; the operator may only tighten.
    #[discrim = 12]
    pub fn update_policy(ctx: &mut Context<UpdatePolicy>, policy: NodePolicy) -> Result<()> {
        instructions::update_policy(ctx, &policy)
    }

    /// Is reached elsewhere.
    #[discrim = 13]
    pub fn update_endpoint(
        ctx: &mut Context<UpdateEndpoint>,
        endpoint: NodeEndpoint,
    ) -> Result<()> {
        instructions::update_endpoint(ctx, &endpoint)
    }

    /// Replaces the hot key.
    #[discrim = 14]
    pub fn rotate_operator(ctx: &mut Context<RotateOperator>) -> Result<()> {
        instructions::rotate_operator(ctx)
    }

    /// Proposes who is paid.
    #[discrim = 15]
    pub fn propose_payout(ctx: &mut Context<ProposePayout>, payout: Address) -> Result<()> {
        instructions::propose_payout(ctx, payout)
    }

    /// Pays the proposed one; by anyone after the delay.
    #[discrim = 16]
    pub fn apply_payout(ctx: &mut Context<ApplyPayout>) -> Result<()> {
        instructions::apply_payout(ctx)
    }

    /// Proposes the next cold key.
    #[discrim = 17]
    pub fn propose_node_authority(
        ctx: &mut Context<ProposeNodeAuthority>,
        key: Address,
    ) -> Result<()> {
        instructions::propose_node_authority(ctx, key)
    }

    /// Takes the node over.
    #[discrim = 18]
    pub fn accept_node_authority(ctx: &mut Context<AcceptNodeAuthority>) -> Result<()> {
        instructions::accept_node_authority(ctx)
    }

    /// Records a sign of life.
    #[discrim = 19]
    pub fn record_heartbeat(ctx: &mut Context<RecordHeartbeat>) -> Result<()> {
        instructions::record_heartbeat(ctx)
    }

    /// Takes no new work.
    #[discrim = 20]
    pub fn drain_node(ctx: &mut Context<DrainNode>) -> Result<()> {
        instructions::drain_node(ctx)
    }

    /// Takes work again.
    #[discrim = 21]
    pub fn resume_node(ctx: &mut Context<ResumeNode>) -> Result<()> {
        instructions::resume_node(ctx)
    }

    /// Retires a node without runs.
    #[discrim = 22]
    pub fn deactivate_node(ctx: &mut Context<DeactivateNode>) -> Result<()> {
        instructions::deactivate_node(ctx)
    }

    /// Stops new work up to a time; by the authority.
    #[discrim = 23]
    pub fn suspend_node(ctx: &mut Context<SuspendNode>, until: i64) -> Result<()> {
        instructions::suspend_node(ctx, until)
    }

    /// Ends a suspension; by the authority.
    #[discrim = 24]
    pub fn reinstate_node(ctx: &mut Context<ReinstateNode>) -> Result<()> {
        instructions::reinstate_node(ctx)
    }

    /// Closes a retired node and its reputation.
    #[discrim = 25]
    pub fn close_node(ctx: &mut Context<CloseNode>) -> Result<()> {
        instructions::close_node(ctx)
    }

    /// Binds a card to a node.
    #[discrim = 26]
    pub fn bind_fingerprint(ctx: &mut Context<BindFingerprint>, hash: [u8; 32]) -> Result<()> {
        instructions::bind_fingerprint(ctx, hash)
    }

    /// Releases a card that no job needs.
    #[discrim = 27]
    pub fn release_fingerprint(ctx: &mut Context<ReleaseFingerprint>) -> Result<()> {
        instructions::release_fingerprint(ctx)
    }

    /// Closes the account of a card that has rested.
    #[discrim = 28]
    pub fn close_fingerprint(ctx: &mut Context<CloseFingerprint>) -> Result<()> {
        instructions::close_fingerprint(ctx)
    }

    /// Records a health check; by a validator.
    #[discrim = 29]
    pub fn record_health(
        ctx: &mut Context<RecordHealth>,
        passed: bool,
        digest: [u8; 32],
    ) -> Result<()> {
        instructions::record_health(ctx, passed, digest)
    }

    /// Records a benchmark; by a validator.
    #[discrim = 30]
    pub fn record_benchmark(
        ctx: &mut Context<RecordBenchmark>,
        class: u16,
        units: u64,
        digest: [u8; 32],
    ) -> Result<()> {
        instructions::record_benchmark(ctx, class, units, digest)
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

    /// Counts an open report up or down; by slashing.
    #[discrim = 42]
    pub fn note_report(ctx: &mut Context<NoteReport>, step: i8) -> Result<()> {
        instructions::note_report(ctx, step)
    }

    /// Marks a node after a confirmed report; by slashing.
    #[discrim = 43]
    pub fn penalise_node(
        ctx: &mut Context<PenaliseNode>,
        reason: u8,
        suspend_until: i64,
    ) -> Result<()> {
        instructions::penalise_node(ctx, reason, suspend_until)
    }
}

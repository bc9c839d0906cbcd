//! Registry: nodes, reputation, hardware identity, gates, trust. Holds no tokens.

#![cfg_attr(not(test), no_std)]

pub mod constants;
pub mod error;
pub mod events;
pub mod instructions;
pub mod math;
pub mod nostr;
pub mod seeds;
pub mod state;

use anchor_lang::prelude::*;
pub use instructions::*;
use state::{NameText, NodeEndpoint, NodeHardware, NodePolicy, RegistryParams};

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

    /// Creates a group without members.
    #[discrim = 50]
    pub fn create_group(
        ctx: &mut Context<CreateGroup>,
        id: [u8; 16],
        budget_cap: u64,
    ) -> Result<()> {
        instructions::create_group(ctx, id, budget_cap)
    }

    /// Admits a member to a group.
    #[discrim = 51]
    pub fn add_member(ctx: &mut Context<AddMember>, role: u8, expires_at: i64) -> Result<()> {
        instructions::add_member(ctx, role, expires_at)
    }

    /// Ends a membership.
    #[discrim = 52]
    pub fn remove_member(ctx: &mut Context<RemoveMember>) -> Result<()> {
        instructions::remove_member(ctx)
    }

    /// Closes a group without members.
    #[discrim = 53]
    pub fn close_group(ctx: &mut Context<CloseGroup>) -> Result<()> {
        instructions::close_group(ctx)
    }

    /// Signs a peering for one side.
    #[discrim = 54]
    pub fn propose_peering(ctx: &mut Context<ProposePeering>, expires_at: i64) -> Result<()> {
        instructions::propose_peering(ctx, expires_at)
    }

    /// Signs a peering for the other side.
    #[discrim = 55]
    pub fn accept_peering(ctx: &mut Context<AcceptPeering>) -> Result<()> {
        instructions::accept_peering(ctx)
    }

    /// Ends a peering; by either side.
    #[discrim = 56]
    pub fn revoke_peering(ctx: &mut Context<RevokePeering>) -> Result<()> {
        instructions::revoke_peering(ctx)
    }

    /// Lets a key attest; by the authority or a live issuer with the same claims.
    #[discrim = 57]
    pub fn register_issuer(
        ctx: &mut Context<RegisterIssuer>,
        scope: u8,
        expires_at: i64,
    ) -> Result<()> {
        instructions::register_issuer(ctx, scope, expires_at)
    }

    /// Takes an issuer's trust away, and that of all below it.
    #[discrim = 58]
    pub fn revoke_issuer(ctx: &mut Context<RevokeIssuer>) -> Result<()> {
        instructions::revoke_issuer(ctx)
    }

    /// Says a claim about a subject; by an issuer.
    #[discrim = 59]
    pub fn attest_claim(
        ctx: &mut Context<AttestClaim>,
        claim: u8,
        claim_digest: [u8; 32],
        expires_at: i64,
    ) -> Result<()> {
        instructions::attest_claim(ctx, claim, claim_digest, expires_at)
    }

    /// Takes an attestation back.
    #[discrim = 60]
    pub fn revoke_attestation(ctx: &mut Context<RevokeAttestation>) -> Result<()> {
        instructions::revoke_attestation(ctx)
    }

    /// Closes an attestation that ended.
    #[discrim = 61]
    pub fn close_attestation(ctx: &mut Context<CloseAttestation>) -> Result<()> {
        instructions::close_attestation(ctx)
    }

    /// Takes a free name and pays its fee.
    #[discrim = 62]
    pub fn register_name(
        ctx: &mut Context<RegisterName>,
        hash: [u8; 32],
        text: NameText,
        years: u8,
        target: Address,
    ) -> Result<()> {
        instructions::register_name(ctx, hash, text, years, target)
    }

    /// Pays a name for longer.
    #[discrim = 63]
    pub fn renew_name(ctx: &mut Context<RenewName>, years: u8) -> Result<()> {
        instructions::renew_name(ctx, years)
    }

    /// Gives a name another owner or target.
    #[discrim = 64]
    pub fn update_name(
        ctx: &mut Context<UpdateName>,
        new_owner: Address,
        target: Address,
    ) -> Result<()> {
        instructions::update_name(ctx, new_owner, target)
    }

    /// Frees a name; by anyone once its grace is over.
    #[discrim = 65]
    pub fn release_name(ctx: &mut Context<ReleaseName>) -> Result<()> {
        instructions::release_name(ctx)
    }

    /// Links a Nostr key to a wallet.
    #[discrim = 66]
    pub fn link_nostr(
        ctx: &mut Context<LinkNostr>,
        key: [u8; 32],
        proof: NostrProof,
    ) -> Result<()> {
        instructions::link_nostr(ctx, key, &proof)
    }

    /// Ends the link of a Nostr key.
    #[discrim = 67]
    pub fn unlink_nostr(ctx: &mut Context<UnlinkNostr>) -> Result<()> {
        instructions::unlink_nostr(ctx)
    }

    /// Closes an issuer that ended.
    #[discrim = 68]
    pub fn close_issuer(ctx: &mut Context<CloseIssuer>) -> Result<()> {
        instructions::close_issuer(ctx)
    }
}

//! Governance: proposals, votes by weight at a snapshot, the timelock, and the executor that is the authority of every
//! program once it was handed over. Owns the treasury and the vault of bonds.

#![cfg_attr(not(any(test, feature = "idl-build")), no_std)]

extern crate alloc;

pub mod constants;
pub mod error;
pub mod events;
pub mod instructions;
pub mod math;
pub mod seeds;
pub mod state;

pub use instructions::*;
use {
    crate::state::{GovernanceParams, PayloadMeta},
    alloc::vec::Vec,
    anchor_lang::prelude::*,
};

declare_id!("5MNGyLU2KUz8y5vFrTxSL5EUQE8La6XBcdyX8VAKgY47");

#[program]
pub mod governance {
    use super::*;

    /// Creates Config, treasury and bond vault; by the upgrade authority.
    #[discrim = 1]
    pub fn initialize(
        ctx: &mut Context<Initialize>,
        params: GovernanceParams,
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
    pub fn update_config(ctx: &mut Context<UpdateConfig>, params: GovernanceParams) -> Result<()> {
        instructions::update_config(ctx, params)
    }

    /// Opens a Draft and takes its bond.
    #[discrim = 10]
    pub fn create_proposal(ctx: &mut Context<CreateProposal>, terms: ProposalTerms) -> Result<()> {
        instructions::create_proposal(ctx, &terms)
    }

    /// Adds the next call to a Draft.
    #[discrim = 11]
    pub fn add_payload(
        ctx: &mut Context<AddPayload>,
        index: u8,
        target_program: Address,
        metas: Vec<PayloadMeta>,
        data: Vec<u8>,
    ) -> Result<()> {
        instructions::add_payload(
            ctx,
            &NewPayload {
                index,
                program: target_program,
                metas: &metas,
                data: &data,
            },
        )
    }

    /// Fixes the payloads and begins the vote.
    #[discrim = 12]
    pub fn activate_proposal(ctx: &mut Context<ActivateProposal>) -> Result<()> {
        instructions::activate_proposal(ctx)
    }

    /// Withdraws a proposal before its vote is counted.
    #[discrim = 13]
    pub fn cancel_proposal(ctx: &mut Context<CancelProposal>) -> Result<()> {
        instructions::cancel_proposal(ctx)
    }

    /// Votes with a position's weight at the snapshot.
    #[discrim = 14]
    pub fn cast_vote(ctx: &mut Context<CastVote>, choice: u8) -> Result<()> {
        instructions::cast_vote(ctx, choice)
    }

    /// Counts a vote that ended.
    #[discrim = 15]
    pub fn finalise_proposal(ctx: &mut Context<FinaliseProposal>) -> Result<()> {
        instructions::finalise_proposal(ctx)
    }

    /// Starts the timelock of a proposal that succeeded.
    #[discrim = 16]
    pub fn queue_proposal(ctx: &mut Context<QueueProposal>) -> Result<()> {
        instructions::queue_proposal(ctx)
    }

    /// Makes the next call of a proposal whose timelock is over.
    #[discrim = 17]
    pub fn execute_proposal(ctx: &mut Context<ExecuteProposal>, index: u8) -> Result<()> {
        instructions::execute_proposal(ctx, index)
    }

    /// Stops a proposal during its timelock; by the guardian.
    #[discrim = 18]
    pub fn veto_proposal(ctx: &mut Context<VetoProposal>) -> Result<()> {
        instructions::veto_proposal(ctx)
    }

    /// Ends a proposal that was not queued or executed in time.
    #[discrim = 19]
    pub fn expire_proposal(ctx: &mut Context<ExpireProposal>) -> Result<()> {
        instructions::expire_proposal(ctx)
    }

    /// Closes a vote on an ended proposal.
    #[discrim = 20]
    pub fn close_vote(ctx: &mut Context<CloseVote>) -> Result<()> {
        instructions::close_vote(ctx)
    }

    /// Closes a payload of an ended proposal.
    #[discrim = 21]
    pub fn close_payload(ctx: &mut Context<ClosePayload>) -> Result<()> {
        instructions::close_payload(ctx)
    }

    /// Closes an ended proposal.
    #[discrim = 22]
    pub fn close_proposal(ctx: &mut Context<CloseProposal>) -> Result<()> {
        instructions::close_proposal(ctx)
    }

    /// Pays out of the treasury; by an executed proposal.
    #[discrim = 23]
    pub fn spend_treasury(ctx: &mut Context<SpendTreasury>, amount: u64) -> Result<()> {
        instructions::spend_treasury(ctx, amount)
    }

    /// Switches the guardian's veto; by an executed proposal.
    #[discrim = 24]
    pub fn set_veto(ctx: &mut Context<SetVeto>, enabled: bool) -> Result<()> {
        instructions::set_veto(ctx, enabled)
    }
}

//! 12 activate_proposal.

use {
    crate::{
        error::GovernanceError,
        events::ProposalActivated,
        state::{Config, Moment, Proposal},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::{View, VERSION},
        programs::TOTALS,
        staking::{Position, Totals},
    },
};

/// The Draft, and what its proposer and everybody weigh.
#[event_cpi]
#[derive(Accounts)]
pub struct ActivateProposal {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub proposal: Account<Proposal>,
    #[account(address = proposal.proposer @ GovernanceError::NotProposer)]
    pub proposer: Signer,
    #[account(
        address = proposal.position @ GovernanceError::NotPositionOwner,
        constraint = position.version == VERSION @ GovernanceError::WrongVersion
    )]
    pub position: Account<View<Position>>,
    #[account(
        address = TOTALS.address,
        constraint = totals.version == VERSION @ GovernanceError::WrongVersion
    )]
    pub totals: Account<View<Totals>>,
}

/// Begins the vote. Weights count as they were before this slot, so nobody can stake for it any more.
///
/// # Errors
/// `NotProposer`, `NotPositionOwner`, `WrongVersion`, `ProposalNotDraft`, `KindMismatch`, `SnapshotLost`,
/// `BelowThreshold`, `EmptySnapshot`.
pub fn activate_proposal(ctx: &mut Context<ActivateProposal>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    let weight = accounts.position.weight_at(now.slot);
    let weight = weight.ok_or(GovernanceError::SnapshotLost)?;
    let snapshot_weight = accounts.totals.weight.get();
    let proposal = &mut accounts.proposal;
    let status_before = proposal.status.0;
    proposal.activate(&accounts.config, weight, snapshot_weight, now)?;
    let event = ProposalActivated {
        proposal: *proposal.address(),
        proposal_changes: proposal.count_change(),
        status_before,
        status_after: proposal.status.0,
        payload_digest: proposal.payload_digest,
        snapshot_slot: proposal.snapshot_slot.get(),
        snapshot_weight,
        quorum_bps: proposal.quorum_bps.get(),
        voting_ends_at: proposal.voting_ends_at.get(),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}

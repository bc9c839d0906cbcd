//! What happened: ids, then before and after, then slot and time. `<account>_changes` is the account's counter
//! after the event, so a reader that lacks an event sees the gap.

use {
    crate::{
        math::Tally,
        state::{GovernanceParams, PayloadCall, Title},
    },
    anchor_lang::prelude::*,
};

/// Governance exists.
#[event]
pub struct Initialized {
    pub config: Address,
    pub config_changes: u32,
    pub authority: Address,
    pub guardian: Address,
    pub mint: Address,
    pub params: GovernanceParams,
    pub treasury: Address,
    pub bond_vault: Address,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// A Draft exists and its bond is held.
#[event]
pub struct ProposalCreated {
    pub config: Address,
    pub config_changes: u32,
    pub proposal: Address,
    pub proposal_changes: u32,
    pub id: u64,
    pub proposal_count_before: u64,
    pub proposal_count_after: u64,
    pub kind: u8,
    pub proposer: Address,
    pub position: Address,
    pub title: Title,
    pub text_digest: [u8; 32],
    pub bond: u64,
    pub source: Address,
    pub bond_vault: Address,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// A Draft has one payload more.
#[event]
pub struct PayloadAdded {
    pub proposal: Address,
    pub proposal_changes: u32,
    pub payload: Address,
    pub payload_changes: u32,
    pub index: u8,
    pub call: PayloadCall,
    pub payload_hash: [u8; 32],
    pub payload_count_before: u8,
    pub payload_count_after: u8,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// A vote began.
#[event]
pub struct ProposalActivated {
    pub proposal: Address,
    pub proposal_changes: u32,
    pub status_before: u8,
    pub status_after: u8,
    pub payload_digest: [u8; 32],
    pub snapshot_slot: u64,
    pub snapshot_weight: u128,
    pub quorum_bps: u16,
    pub voting_ends_at: i64,
    pub slot: u64,
    pub at: i64,
}

/// A proposer withdrew.
#[event]
pub struct ProposalCancelled {
    pub proposal: Address,
    pub proposal_changes: u32,
    pub status_before: u8,
    pub status_after: u8,
    pub bond_before: u64,
    pub bond_after: u64,
    pub bond_vault: Address,
    pub bond_recipient: Address,
    pub slot: u64,
    pub at: i64,
}

/// A position voted.
#[event]
pub struct VoteCast {
    pub proposal: Address,
    pub proposal_changes: u32,
    pub vote: Address,
    pub vote_changes: u32,
    pub position: Address,
    pub voter: Address,
    pub choice: u8,
    pub weight: u128,
    pub tally_before: Tally,
    pub tally_after: Tally,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// A vote was counted.
#[event]
pub struct ProposalFinalised {
    pub proposal: Address,
    pub proposal_changes: u32,
    pub status_before: u8,
    pub status_after: u8,
    pub tally: Tally,
    pub snapshot_weight: u128,
    pub quorum_bps: u16,
    pub bond_before: u64,
    pub bond_after: u64,
    pub bond_vault: Address,
    pub bond_recipient: Address,
    pub slot: u64,
    pub at: i64,
}

/// A timelock began.
#[event]
pub struct ProposalQueued {
    pub proposal: Address,
    pub proposal_changes: u32,
    pub status_before: u8,
    pub status_after: u8,
    pub eta_at: i64,
    pub expires_at: i64,
    pub slot: u64,
    pub at: i64,
}

/// A payload was executed; told after everything its call told.
#[event]
pub struct ProposalExecuted {
    pub proposal: Address,
    pub proposal_changes: u32,
    pub payload: Address,
    pub index: u8,
    pub program: Address,
    pub status_before: u8,
    pub status_after: u8,
    pub executed_count_before: u8,
    pub executed_count_after: u8,
    pub slot: u64,
    pub at: i64,
}

/// The guardian stopped a proposal.
#[event]
pub struct ProposalVetoed {
    pub proposal: Address,
    pub proposal_changes: u32,
    pub guardian: Address,
    pub status_before: u8,
    pub status_after: u8,
    pub slot: u64,
    pub at: i64,
}

/// A proposal was not queued or not executed in time.
#[event]
pub struct ProposalExpired {
    pub proposal: Address,
    pub proposal_changes: u32,
    pub status_before: u8,
    pub status_after: u8,
    pub slot: u64,
    pub at: i64,
}

/// A vote's account is gone.
#[event]
pub struct VoteClosed {
    pub vote: Address,
    pub vote_changes: u32,
    pub proposal: Address,
    pub position: Address,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// A payload's account is gone.
#[event]
pub struct PayloadClosed {
    pub payload: Address,
    pub payload_changes: u32,
    pub proposal: Address,
    pub index: u8,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// A proposal's account is gone.
#[event]
pub struct ProposalClosed {
    pub proposal: Address,
    pub proposal_changes: u32,
    pub id: u64,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// An executed proposal spent from the treasury.
#[event]
pub struct TreasurySpent {
    pub proposal: Address,
    pub proposal_changes: u32,
    pub spent_before: u64,
    pub spent_after: u64,
    pub amount: u64,
    pub treasury: Address,
    pub recipient: Address,
    pub slot: u64,
    pub at: i64,
}

/// An executed proposal switched the guardian's veto.
#[event]
pub struct VetoSet {
    pub config: Address,
    pub config_changes: u32,
    pub veto_enabled_before: bool,
    pub veto_enabled_after: bool,
    pub slot: u64,
    pub at: i64,
}

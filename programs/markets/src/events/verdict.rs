//! Verdicts of validators: promised, revealed, or never revealed.

use {super::ChallengeRecord, anchor_lang::prelude::*};

/// A validator committed to a verdict (64).
#[event]
pub struct VerdictCommitted {
    /// The commitment.
    pub verdict_commitment: Address,
    /// Its counter.
    pub verdict_commitment_changes: u32,
    /// The challenge.
    pub challenge: Address,
    /// The job.
    pub job: Address,
    /// Slot of the job's post.
    pub posted_slot: u64,
    /// Round of the challenge.
    pub round: u8,
    /// Owner of the validator.
    pub voter: Address,
    /// The verdict digest.
    pub commitment: [u8; 32],
    /// Last Unix second in which it can be revealed.
    pub reveal_until: i64,
    /// Who paid the rent.
    pub rent_payer: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A validator revealed that it found a result right or wrong (36); its commitment is closed.
#[event]
pub struct VerdictCast {
    /// The challenge.
    pub challenge: Address,
    /// Its counter.
    pub challenge_changes: u32,
    /// The commitment.
    pub verdict_commitment: Address,
    /// Its counter.
    pub verdict_commitment_changes: u32,
    /// The job.
    pub job: Address,
    /// Owner of the validator.
    pub voter: Address,
    /// What it found.
    pub verdict: u8,
    /// Salt that opens the commitment.
    pub salt: [u8; 32],
    /// The round before.
    pub before: ChallengeRecord,
    /// The round after.
    pub after: ChallengeRecord,
    /// Got the lamports of the commitment.
    pub rent_payer: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A commitment that was never revealed was closed (65).
#[event]
pub struct VerdictClosed {
    /// The commitment.
    pub verdict_commitment: Address,
    /// Its counter.
    pub verdict_commitment_changes: u32,
    /// The job.
    pub job: Address,
    /// Slot of the job's post.
    pub posted_slot: u64,
    /// Round of the challenge.
    pub round: u8,
    /// Owner of the validator.
    pub voter: Address,
    /// Got the lamports.
    pub rent_payer: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

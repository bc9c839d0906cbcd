//! Audits, replica groups, canaries and batches.

use {
    super::{ChallengeRecord, FaultRecord, Refund},
    crate::state::{BatchTerms, JobDigests, ReplicaTerms},
    anchor_lang::prelude::*,
};

/// What an acceptance changed in a replica group. The job and the authority of its node, told beside it, have the seat.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType,
)]
pub struct SeatRecord {
    /// The group; zero = the job is no replica.
    pub key: Address,
    /// Its counter.
    pub changes: u32,
    /// The job's seat, from 0.
    pub seat: u8,
    /// Seats taken before.
    pub seats_before: u8,
    /// Seats taken after.
    pub seats_after: u8,
}

/// What a submission changed in a replica group.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType,
)]
pub struct CommitRecord {
    /// The group; zero = the job is no replica.
    pub key: Address,
    /// Its counter.
    pub changes: u32,
    /// The job's seat, from 0.
    pub seat: u8,
    /// Seats that committed before, a bit each.
    pub commits_before: u8,
    /// Seats that committed after.
    pub commits_after: u8,
    /// Unix seconds of the last commitment; 0 = some are missing.
    pub committed_at: i64,
}

/// The audit lot of a job was drawn, or aimed at a later slot (50).
#[event]
pub struct AuditDrawn {
    /// The job.
    pub job: Address,
    /// Its counter.
    pub job_changes: u32,
    /// State before.
    pub state_before: u8,
    /// State after: Challenged when the lot fell on it.
    pub state_after: u8,
    /// Flags before.
    pub flags_before: u8,
    /// Flags after.
    pub flags_after: u8,
    /// Seed of the draw; zero = it was armed anew.
    pub seed: [u8; 32],
    /// Digest whose first eight bytes decide; zero = it was armed anew. Also the evidence of the challenge.
    pub audit_digest: [u8; 32],
    /// Slot the lot aims from before: the submission's, or that of the last arming.
    pub phase_slot_before: u64,
    /// Slot it aims from after.
    pub phase_slot_after: u64,
    /// The challenge; zero = none was opened.
    pub challenge: Address,
    /// Its counter.
    pub challenge_changes: u32,
    /// The node whose result it is.
    pub node: Address,
    /// Its first round.
    pub round: ChallengeRecord,
    /// Who paid its rent; zero = none was opened.
    pub rent_payer: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A replica group was opened (51).
#[event]
pub struct ReplicasOpened {
    /// The group.
    pub replicas: Address,
    /// Its counter.
    pub replicas_changes: u32,
    /// Sixteen raw bytes.
    pub id: [u8; 16],
    /// Who opened it.
    pub requester: Address,
    /// The work.
    pub digests: JobDigests,
    /// Sizes and times.
    pub terms: ReplicaTerms,
    /// Last Unix second of the commitments.
    pub commit_until: i64,
    /// Who paid the rent.
    pub rent_payer: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A replica's result was revealed (52).
#[event]
pub struct ResultRevealed {
    /// The job.
    pub job: Address,
    /// Its counter.
    pub job_changes: u32,
    /// The group.
    pub replicas: Address,
    /// Its counter.
    pub replicas_changes: u32,
    /// The node whose result it is.
    pub node: Address,
    /// The job's seat, from 0.
    pub seat: u8,
    /// Result digest of the job before: the commitment.
    pub result_digest_before: [u8; 32],
    /// Result digest of the job after.
    pub result_digest_after: [u8; 32],
    /// Salt that opens the commitment.
    pub salt: [u8; 32],
    /// Seats that revealed before, a bit each.
    pub reveals_before: u8,
    /// Seats that revealed after.
    pub reveals_after: u8,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// The results of a replica group were counted (53).
#[event]
pub struct ReplicasTallied {
    /// The group.
    pub replicas: Address,
    /// Its counter.
    pub replicas_changes: u32,
    /// Status before.
    pub status_before: u8,
    /// Status after.
    pub status_after: u8,
    /// Seats that committed, a bit each.
    pub commits: u8,
    /// Seats that revealed, a bit each.
    pub reveals: u8,
    /// Result that stands; zero = none.
    pub majority: [u8; 32],
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A replica was confirmed, or its funder made whole (54).
#[event]
pub struct TallyApplied {
    /// The job.
    pub job: Address,
    /// Its counter.
    pub job_changes: u32,
    /// The group.
    pub replicas: Address,
    /// Its counter.
    pub replicas_changes: u32,
    /// The job's seat, from 0.
    pub seat: u8,
    /// Seats the tally was applied to before, a bit each.
    pub applied_before: u8,
    /// Seats it is applied to after.
    pub applied_after: u8,
    /// State of the job before.
    pub state_before: u8,
    /// State of the job after: Submitted or Refunded.
    pub state_after: u8,
    /// Flags of the job before.
    pub flags_before: u8,
    /// Flags of the job after.
    pub flags_after: u8,
    /// Why the job ended; 0 = it was confirmed.
    pub close_reason: u8,
    /// The node.
    pub node: Address,
    /// What went back; amount 0 and zero keys when it was confirmed.
    pub refund: Refund,
    /// The fault recorded, if any.
    pub fault: FaultRecord,
    /// Slot.
    pub slot: u64,
    /// Unix seconds; also `ended_at` of a refunded job.
    pub at: i64,
}

/// A requester showed what it had expected of a result (55): evidence for readers, no account changes.
#[event]
pub struct CanaryRevealed {
    /// The job.
    pub job: Address,
    /// Who posted it.
    pub requester: Address,
    /// The node whose result it is.
    pub node: Address,
    /// Specification in which the commitment stands.
    pub spec_digest: [u8; 32],
    /// The canary digest of `expected` and `salt`. Only if the specification holds it was the answer fixed beforehand.
    pub commitment: [u8; 32],
    /// Result the requester expected.
    pub expected: [u8; 32],
    /// Salt that opens the commitment.
    pub salt: [u8; 32],
    /// Result the node submitted.
    pub result_digest: [u8; 32],
    /// 1 when they are equal, else 0.
    pub is_equal: u8,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A batch was created (56).
#[event]
pub struct BatchCreated {
    /// The batch.
    pub batch: Address,
    /// Its counter.
    pub batch_changes: u32,
    /// Sixteen raw bytes.
    pub id: [u8; 16],
    /// Who created it.
    pub requester: Address,
    /// Size and digests.
    pub terms: BatchTerms,
    /// Who paid the rent.
    pub rent_payer: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A child was counted in its batch (57).
#[event]
pub struct ChildCollected {
    /// The batch.
    pub batch: Address,
    /// Its counter.
    pub batch_changes: u32,
    /// The child.
    pub job: Address,
    /// Its index, from 0; its bit is set now.
    pub index: u16,
    /// State it ended in.
    pub state: u8,
    /// Children paid before.
    pub settled_before: u16,
    /// Children paid after.
    pub settled_after: u16,
    /// Children not paid before.
    pub refunded_before: u16,
    /// Children not paid after.
    pub refunded_after: u16,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A batch was closed (58).
#[event]
pub struct BatchClosed {
    /// The batch.
    pub batch: Address,
    /// Its counter.
    pub batch_changes: u32,
    /// Who created it.
    pub requester: Address,
    /// Its id, free again.
    pub id: [u8; 16],
    /// Children it counted as paid.
    pub settled: u16,
    /// Children it counted as not paid.
    pub refunded: u16,
    /// Who signed.
    pub signer: Address,
    /// Got the lamports.
    pub rent_payer: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A replica group was closed (59).
#[event]
pub struct ReplicasClosed {
    /// The group.
    pub replicas: Address,
    /// Its counter.
    pub replicas_changes: u32,
    /// Who opened it.
    pub requester: Address,
    /// Its id, free again.
    pub id: [u8; 16],
    /// Got the lamports.
    pub rent_payer: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

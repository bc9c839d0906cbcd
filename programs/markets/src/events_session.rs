//! What happened to sessions and sealed jobs; conventions as in `events`.

use {crate::constants::SEALED_KEY_SIZE, anchor_lang::prelude::*};

/// The key of a sealed input was published for the node that has the job (63).
#[event]
pub struct KeyPublished {
    /// The job.
    pub job: Address,
    /// Its counter.
    pub job_changes: u32,
    /// The node it is sealed to.
    pub node: Address,
    /// Attempt it is for.
    pub attempt: u8,
    /// The sealed key.
    pub sealed_key: [u8; SEALED_KEY_SIZE],
    /// Flags before.
    pub flags_before: u8,
    /// Flags after.
    pub flags_after: u8,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A session was opened (75).
#[event]
pub struct SessionOpened {
    /// The session.
    pub session: Address,
    /// Its counter.
    pub session_changes: u32,
    /// Whom the key stands in for.
    pub owner: Address,
    /// The key.
    pub session_key: Address,
    /// Last Unix second it lives.
    pub expires_at: i64,
    /// Instructions it may act for: bit n for instruction n.
    pub mask: u64,
    /// Who paid the rent.
    pub rent_payer: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A session was ended and closed (76).
#[event]
pub struct SessionRevoked {
    /// The session.
    pub session: Address,
    /// Its counter.
    pub session_changes: u32,
    /// Whom the key stood in for.
    pub owner: Address,
    /// The key.
    pub session_key: Address,
    /// Who signed.
    pub signer: Address,
    /// Got the lamports.
    pub rent_payer: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

//! A session: a key that stands in for a requester, for some instructions and some time.

use {
    crate::{constants::MAX_SESSION_SECONDS, error::MarketsError},
    anchor_lang::prelude::*,
    hypernode_common::{math::later, program_account},
};

/// Bit of an instruction in a session's mask: its number.
const fn bit(instruction: u8) -> u64 {
    1 << instruction
}

/// `post_job`.
pub const SESSION_POST_JOB: u64 = bit(20);
/// `post_job_to_offer`.
pub const SESSION_POST_JOB_TO_OFFER: u64 = bit(21);
/// `settle_job` before the window ends.
pub const SESSION_SETTLE_JOB: u64 = bit(25);
/// `cancel_job`.
pub const SESSION_CANCEL_JOB: u64 = bit(26);
/// `stop_job`.
pub const SESSION_STOP_JOB: u64 = bit(28);
/// `challenge_job`.
pub const SESSION_CHALLENGE_JOB: u64 = bit(34);
/// `publish_key`.
pub const SESSION_PUBLISH_KEY: u64 = bit(63);
/// All a session can stand in for.
pub const SESSION_ALL: u64 = SESSION_POST_JOB
    | SESSION_POST_JOB_TO_OFFER
    | SESSION_SETTLE_JOB
    | SESSION_CANCEL_JOB
    | SESSION_STOP_JOB
    | SESSION_CHALLENGE_JOB
    | SESSION_PUBLISH_KEY;

program_account! {
    /// The account at `["session", owner, session key]`. It caps no money: what the key may spend is what the owner
    /// approves it for as delegate of a token account.
    pub struct Session, size = 138 {
        /// Whom the key stands in for.
        pub owner: Address,
        /// The key.
        pub session_key: Address,
        /// Last Unix second it lives.
        pub expires_at: PodI64,
        /// Sum of the `SESSION_*` bits it may act for.
        pub mask: PodU64,
    }
}

impl Session {
    /// Sets life and mask of a new session.
    ///
    /// # Errors
    /// `SessionExpired`, `SessionTooLong`, `InvalidSession`.
    pub fn set(&mut self, expires_at: i64, mask: u64, now: i64) -> Result<()> {
        require!(now <= expires_at, MarketsError::SessionExpired);
        let latest = later(now, MAX_SESSION_SECONDS).map_err(MarketsError::from)?;
        require!(expires_at <= latest, MarketsError::SessionTooLong);
        require!(
            mask != 0 && mask & !SESSION_ALL == 0,
            MarketsError::InvalidSession
        );
        self.expires_at = expires_at.into();
        self.mask = mask.into();
        Ok(())
    }

    /// Whether the session's life is over.
    pub fn is_over(&self, now: i64) -> bool {
        now > self.expires_at.get()
    }

    /// Demands that `key` stands in for `owner` in the instruction of this bit.
    ///
    /// # Errors
    /// `NotRequester` for the session of another owner or key, `SessionExpired`, `SessionNotAllowed`.
    pub fn check(&self, owner: &Address, key: &Address, instruction: u64, now: i64) -> Result<()> {
        require!(
            self.owner == *owner && self.session_key == *key,
            MarketsError::NotRequester
        );
        require!(!self.is_over(now), MarketsError::SessionExpired);
        require!(
            self.mask.get() & instruction != 0,
            MarketsError::SessionNotAllowed
        );
        Ok(())
    }
}

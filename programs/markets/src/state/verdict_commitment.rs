//! A commitment: what a validator of a panel will say of a result, told before anybody can copy it.

use {
    super::{Challenge, Job},
    crate::error::MarketsError,
    anchor_lang::prelude::*,
    hypernode_common::{
        digest::{self, Judgement},
        program_account,
    },
};

program_account! {
    /// The account at `["verdict", job, posted_slot, round, owner]`. The reveal closes it; one that is never revealed
    /// blocks nothing and closes once its round's window is over.
    pub struct VerdictCommitment, size = 171 {
        /// Round of the challenge, 1 or 2.
        pub round: u8,
        /// The job whose result is judged.
        pub job: Address,
        /// Slot of its post: a job of the same id later is another one.
        pub posted_slot: PodU64,
        /// Owner of the validator.
        pub voter: Address,
        /// The verdict digest.
        pub commitment: [u8; 32],
        /// Last Unix second in which it can be revealed; the round's deadline.
        pub reveal_until: PodI64,
    }
}

impl VerdictCommitment {
    /// Commits a validator in the round under way.
    ///
    /// # Errors
    /// `ZeroDigest`.
    pub fn commit(
        &mut self,
        challenge: &Challenge,
        job: &Job,
        voter: &Address,
        commitment: &[u8; 32],
    ) -> Result<()> {
        require!(*commitment != [0; 32], MarketsError::ZeroDigest);
        self.round = challenge.round;
        self.job = challenge.job;
        self.posted_slot = job.posted_slot;
        self.voter = *voter;
        self.commitment = *commitment;
        self.reveal_until = challenge.deadline_at;
        Ok(())
    }

    /// Whether the validator made it in the round under way.
    pub fn is_of(&self, challenge: &Challenge, job: &Job, voter: &Address) -> bool {
        self.job == challenge.job
            && self.posted_slot == job.posted_slot
            && self.round == challenge.round
            && self.voter == *voter
    }

    /// Demands the verdict and the salt it was made from: the digest binds cluster, job, round and validator, so a copy
    /// of another's opens for nobody.
    ///
    /// # Errors
    /// `VerdictMismatch`.
    pub fn require_opened(&self, genesis: &[u8; 32], valid: bool, salt: &[u8; 32]) -> Result<()> {
        let judgement = Judgement {
            genesis,
            program: &crate::ID,
            job: &self.job,
            posted_slot: self.posted_slot.get(),
            round: self.round,
            validator: &self.voter,
        };
        require!(
            digest::verdict(&judgement, valid, salt) == self.commitment,
            MarketsError::VerdictMismatch
        );
        Ok(())
    }

    /// Demands a commitment that nobody can reveal any more.
    ///
    /// # Errors
    /// `DeadlineNotPassed`.
    pub fn require_over(&self, now: i64) -> Result<()> {
        require!(
            now > self.reveal_until.get(),
            MarketsError::DeadlineNotPassed
        );
        Ok(())
    }
}

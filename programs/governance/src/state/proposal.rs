//! A proposal: what is proposed, how its vote stands, and every transition it makes.

use {
    super::{
        Choice, Config, Moment, Payload, PodProposalKind, PodProposalStatus, ProposalKind,
        ProposalStatus,
    },
    crate::{
        constants::{MAX_PAYLOADS, QUEUE_SECONDS},
        error::GovernanceError,
        math::{spent_after, Tally},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        bounded_bytes,
        digest::{self, Digest},
        error::CommonError,
        math::later,
        program_account,
    },
};

bounded_bytes! {
    /// Title of a proposal.
    Title, PodTitle, 64, 66
}

program_account! {
    /// The account at `["proposal", id]`.
    pub struct Proposal, size = 514 {
        /// Where it stands.
        pub status: PodProposalStatus,
        /// What it may contain.
        pub kind: PodProposalKind,
        /// The counter of the Config when it was created.
        pub id: PodU64,
        /// Who proposes.
        pub proposer: Address,
        /// Position whose weight must reach the threshold.
        pub position: Address,
        /// What it is called.
        pub title: PodTitle,
        /// Digest of its text.
        pub text_digest: [u8; 32],
        /// Digest of id and payloads, fixed when the vote begins; zero before.
        pub payload_digest: [u8; 32],
        /// Digest of each payload.
        pub payload_hashes: [[u8; 32]; 4],
        /// Payloads it has.
        pub payload_count: u8,
        /// Payloads executed, in order.
        pub executed_count: u8,
        /// Slot before which a position's weight counts; 0 = no vote yet.
        pub snapshot_slot: PodU64,
        /// Weight of all positions when the vote began.
        pub snapshot_weight: PodU128,
        /// Weight that wants it.
        pub for_weight: PodU128,
        /// Weight that does not.
        pub against_weight: PodU128,
        /// Weight that only takes part.
        pub abstain_weight: PodU128,
        /// Share of the snapshot that must take part.
        pub quorum_bps: PodU16,
        /// Base units of its bond in the bond vault; 0 once they left.
        pub bond: PodU64,
        /// Base units of the treasury it spent.
        pub spent: PodU64,
        /// Unix seconds of its creation.
        pub created_at: PodI64,
        /// Last Unix second of its vote; 0 = no vote yet.
        pub voting_ends_at: PodI64,
        /// Last Unix second of its timelock; 0 = not queued.
        pub eta_at: PodI64,
        /// Last Unix second it can be executed in; 0 = not queued.
        pub expires_at: PodI64,
    }
}

/// What a proposal begins with.
#[derive(Clone, Copy, Debug)]
pub struct NewProposal {
    /// Its number.
    pub id: u64,
    /// What it may contain.
    pub kind: ProposalKind,
    /// Who proposes.
    pub proposer: Address,
    /// Position of the proposer.
    pub position: Address,
    /// What it is called.
    pub title: Title,
    /// Digest of its text.
    pub text_digest: Digest,
    /// Base units in the bond vault.
    pub bond: u64,
}

type Outcome<T = ()> = core::result::Result<T, GovernanceError>;

impl Proposal {
    /// Fills a new Draft.
    ///
    /// # Errors
    /// `TitleTooLong`, `ZeroDigest`.
    pub fn begin(&mut self, new: &NewProposal, now: i64) -> Outcome {
        if new.title.used().is_none() {
            return Err(GovernanceError::TitleTooLong);
        }
        if new.text_digest == [0; 32] {
            return Err(GovernanceError::ZeroDigest);
        }
        self.status = ProposalStatus::Draft.into();
        self.kind = new.kind.into();
        self.id = new.id.into();
        self.proposer = new.proposer;
        self.position = new.position;
        self.title = new.title.into();
        self.text_digest = new.text_digest;
        self.bond = new.bond.into();
        self.created_at = now.into();
        Ok(())
    }

    /// What it may contain.
    pub fn kind(&self) -> ProposalKind {
        self.kind.into()
    }

    /// How its vote stands.
    pub fn tally(&self) -> Tally {
        Tally {
            for_weight: self.for_weight.get(),
            against_weight: self.against_weight.get(),
            abstain_weight: self.abstain_weight.get(),
        }
    }

    fn require(&self, status: ProposalStatus, error: GovernanceError) -> Outcome {
        if self.status != status {
            return Err(error);
        }
        Ok(())
    }

    /// Checks that payload `index` is the next one of a Draft.
    ///
    /// # Errors
    /// `ProposalNotDraft`, `TooManyPayloads`, `WrongPayloadIndex`.
    pub fn check_next_payload(&self, index: u8) -> Outcome {
        self.require(ProposalStatus::Draft, GovernanceError::ProposalNotDraft)?;
        if usize::from(self.payload_count) >= MAX_PAYLOADS {
            return Err(GovernanceError::TooManyPayloads);
        }
        if index != self.payload_count {
            return Err(GovernanceError::WrongPayloadIndex);
        }
        Ok(())
    }

    /// Takes the digest of its next payload.
    ///
    /// # Errors
    /// `TooManyPayloads`.
    pub fn add_payload(&mut self, hash: Digest) -> Outcome {
        let slot = self.payload_hashes.get_mut(usize::from(self.payload_count));
        *slot.ok_or(GovernanceError::TooManyPayloads)? = hash;
        self.payload_count = self.payload_count.saturating_add(1);
        Ok(())
    }

    /// Begins the vote: the digests and the snapshot are fixed.
    ///
    /// # Errors
    /// `ProposalNotDraft`, `KindMismatch` for a Text with payloads or another kind without, `BelowThreshold`,
    /// `EmptySnapshot`, `Overflow`.
    pub fn activate(
        &mut self,
        config: &Config,
        proposer_weight: u128,
        snapshot_weight: u128,
        now: Moment,
    ) -> Outcome {
        self.require(ProposalStatus::Draft, GovernanceError::ProposalNotDraft)?;
        let wordy = self.kind() == ProposalKind::Text;
        if wordy != (self.payload_count == 0) {
            return Err(GovernanceError::KindMismatch);
        }
        if proposer_weight < config.params.proposal_threshold.get() {
            return Err(GovernanceError::BelowThreshold);
        }
        if snapshot_weight == 0 {
            return Err(GovernanceError::EmptySnapshot);
        }
        let (hashes, _) = self
            .payload_hashes
            .split_at_checked(usize::from(self.payload_count))
            .ok_or(GovernanceError::TooManyPayloads)?;
        self.payload_digest = digest::proposal(self.id.get(), hashes);
        self.status = ProposalStatus::Active.into();
        self.snapshot_slot = now.slot.into();
        self.snapshot_weight = snapshot_weight.into();
        self.quorum_bps = config.params.quorum_bps;
        self.voting_ends_at = later(now.at, u64::from(config.params.vote_seconds.get()))?.into();
        Ok(())
    }

    /// Withdraws it and gives whether its bond returns: a vote that was begun is judged as at its end, so that
    /// nobody saves the bond of an unwanted proposal by withdrawing it in the last second.
    ///
    /// # Errors
    /// `ProposalNotDraft` unless it is Draft or Active, `Overflow`.
    pub fn cancel(&mut self) -> Outcome<bool> {
        let returns = match self.status.into() {
            ProposalStatus::Draft => true,
            ProposalStatus::Active => self.has_quorum()?,
            _ => return Err(GovernanceError::ProposalNotDraft),
        };
        self.status = ProposalStatus::Cancelled.into();
        Ok(returns)
    }

    fn has_quorum(&self) -> Outcome<bool> {
        self.tally()
            .has_quorum(self.quorum_bps.get(), self.snapshot_weight.get())
    }

    /// Checks that votes count at `now`.
    ///
    /// # Errors
    /// `ProposalNotActive`, `VotingOver`.
    pub fn check_voting(&self, now: i64) -> Outcome {
        self.require(ProposalStatus::Active, GovernanceError::ProposalNotActive)?;
        if now > self.voting_ends_at.get() {
            return Err(GovernanceError::VotingOver);
        }
        Ok(())
    }

    /// Counts a vote.
    ///
    /// # Errors
    /// `NoWeight`, `Overflow`.
    pub fn count(&mut self, choice: Choice, weight: u128) -> Outcome {
        if weight == 0 {
            return Err(GovernanceError::NoWeight);
        }
        let side = match choice {
            Choice::For => &mut self.for_weight,
            Choice::Against => &mut self.against_weight,
            Choice::Abstain => &mut self.abstain_weight,
        };
        let sum = side.get().checked_add(weight);
        *side = sum.ok_or(CommonError::Overflow)?.into();
        Ok(())
    }

    /// Ends the vote and gives whether its bond returns.
    ///
    /// # Errors
    /// `ProposalNotActive`, `VotingOpen`, `Overflow`.
    pub fn finalise(&mut self, now: i64) -> Outcome<bool> {
        self.require(ProposalStatus::Active, GovernanceError::ProposalNotActive)?;
        if now <= self.voting_ends_at.get() {
            return Err(GovernanceError::VotingOpen);
        }
        let quorum = (self.quorum_bps.get(), self.snapshot_weight.get());
        self.status = if self.tally().succeeds(quorum.0, quorum.1)? {
            ProposalStatus::Succeeded.into()
        } else {
            ProposalStatus::Defeated.into()
        };
        self.has_quorum()
    }

    /// Empties its bond and gives what it held.
    pub fn take_bond(&mut self) -> u64 {
        let bond = self.bond.get();
        self.bond = 0.into();
        bond
    }

    /// Starts the timelock; `unbonding_seconds` is what stake needs to leave.
    ///
    /// # Errors
    /// `ProposalNotSucceeded`, `KindMismatch` for a Text, which has nothing to execute, `ExecutionWindowOver` more
    /// than 7 days after the vote, `Overflow`.
    pub fn queue(&mut self, config: &Config, unbonding_seconds: u32, now: i64) -> Outcome {
        self.require(
            ProposalStatus::Succeeded,
            GovernanceError::ProposalNotSucceeded,
        )?;
        if self.kind() == ProposalKind::Text {
            return Err(GovernanceError::KindMismatch);
        }
        if now > self.queue_ends_at()? {
            return Err(GovernanceError::ExecutionWindowOver);
        }
        let timelock = config.timelock_seconds(self.kind(), unbonding_seconds);
        let eta_at = later(now, u64::from(timelock))?;
        let window = u64::from(config.params.execution_seconds.get());
        self.status = ProposalStatus::Queued.into();
        self.eta_at = eta_at.into();
        self.expires_at = later(eta_at, window)?.into();
        Ok(())
    }

    fn queue_ends_at(&self) -> Outcome<i64> {
        Ok(later(self.voting_ends_at.get(), QUEUE_SECONDS)?)
    }

    /// Counts payload `index` as executed; the last one ends the proposal. To be called before the payload's own
    /// call, so that nothing in it can execute it again.
    ///
    /// # Errors
    /// `ProposalNotQueued`, `TimelockRunning`, `ExecutionWindowOver`, `WrongPayloadIndex`, `PayloadMismatch`.
    pub fn execute(&mut self, index: u8, payload: &Payload, now: i64) -> Outcome {
        self.require(ProposalStatus::Queued, GovernanceError::ProposalNotQueued)?;
        if now <= self.eta_at.get() {
            return Err(GovernanceError::TimelockRunning);
        }
        if now > self.expires_at.get() {
            return Err(GovernanceError::ExecutionWindowOver);
        }
        if index != self.executed_count || index >= self.payload_count {
            return Err(GovernanceError::WrongPayloadIndex);
        }
        let hash = self.payload_hashes.get(usize::from(index));
        if payload.index != index || hash.is_none_or(|hash| *hash != payload.digest()) {
            return Err(GovernanceError::PayloadMismatch);
        }
        self.executed_count = self.executed_count.saturating_add(1);
        if self.executed_count == self.payload_count {
            self.status = ProposalStatus::Executed.into();
        }
        Ok(())
    }

    /// Stops it during its timelock.
    ///
    /// # Errors
    /// `ProposalNotQueued`, `VetoDisabled`, `VetoNotAllowed`, `VetoTooLate`.
    pub fn veto(&mut self, enabled: bool, now: i64) -> Outcome {
        self.require(ProposalStatus::Queued, GovernanceError::ProposalNotQueued)?;
        if !enabled {
            return Err(GovernanceError::VetoDisabled);
        }
        if self.kind() == ProposalKind::Guardian {
            return Err(GovernanceError::VetoNotAllowed);
        }
        if now > self.eta_at.get() {
            return Err(GovernanceError::VetoTooLate);
        }
        self.status = ProposalStatus::Cancelled.into();
        Ok(())
    }

    /// Ends what was not queued or not executed in time.
    ///
    /// # Errors
    /// `ProposalNotSucceeded` unless it is Succeeded or Queued, `NotExpired`, `Overflow`.
    pub fn expire(&mut self, now: i64) -> Outcome {
        let last_at = match self.status.into() {
            ProposalStatus::Succeeded => self.queue_ends_at()?,
            ProposalStatus::Queued => self.expires_at.get(),
            _ => return Err(GovernanceError::ProposalNotSucceeded),
        };
        if now <= last_at {
            return Err(GovernanceError::NotExpired);
        }
        self.status = ProposalStatus::Expired.into();
        Ok(())
    }

    /// Counts what it spends of a treasury that holds `balance`.
    ///
    /// # Errors
    /// `SpendCapReached`, `Overflow`.
    pub fn spend(&mut self, amount: u64, balance: u64, cap_bps: u16) -> Outcome {
        self.spent = spent_after(self.spent.get(), amount, balance, cap_bps)?.into();
        Ok(())
    }

    /// Demands a proposal nothing can change any more.
    ///
    /// # Errors
    /// `ProposalNotEnded`.
    pub fn check_ended(&self) -> Outcome {
        match self.status.into() {
            ProposalStatus::Defeated
            | ProposalStatus::Executed
            | ProposalStatus::Cancelled
            | ProposalStatus::Expired => Ok(()),
            _ => Err(GovernanceError::ProposalNotEnded),
        }
    }
}

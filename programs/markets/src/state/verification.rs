//! What a job's kind of verification asks of its terms and its moves.

use {
    super::{Job, JobState, JobTerms, Origin, Verification},
    crate::{
        constants::{FLAG_AUDITED, FLAG_VERIFIED},
        error::MarketsError,
    },
    anchor_lang::prelude::*,
    hypernode_common::math::{bps_ceil, mul_div_ceil, BPS},
};

impl JobTerms {
    /// Whether origin, parent and chance of an audit suit the kind of verification: children, replicas and jobs of a
    /// template name what they belong to, only replicas are verified by quorum, only audited jobs have a chance of an audit.
    pub(super) fn suits(&self, verification: Verification) -> bool {
        let has_parent = self.parent != Address::default();
        let is_replica = verification == Verification::Quorum;
        let origin_fits = match Origin::from_u8(self.origin) {
            Some(Origin::Direct | Origin::X402 | Origin::Agent) => !has_parent && !is_replica,
            Some(Origin::Batch | Origin::Template) => has_parent && !is_replica,
            Some(Origin::Replica) => has_parent && is_replica,
            _ => false,
        };
        let audit_fits = if verification == Verification::Audit {
            (1..=BPS).contains(&self.audit_bps)
        } else {
            self.audit_bps == 0
        };
        origin_fits && audit_fits
    }
}

/// What the voters of an audit share: `ceil(cap * fee_bps / 10,000)`; nothing where none can happen.
///
/// # Errors
/// `Overflow`, which bounded parameters cannot cause.
pub fn verification_fee_ceil(verification: Verification, cap: u64, fee_bps: u16) -> Result<u64> {
    if verification != Verification::Audit {
        return Ok(0);
    }
    Ok(bps_ceil(cap, fee_bps).map_err(MarketsError::from)?)
}

impl Job {
    /// Fee of an audit after the cap changed: the agreed part of the new cap, rounded up.
    ///
    /// # Errors
    /// `DivisionByZero`, `Overflow`, which a posted job cannot cause.
    pub(super) fn verification_fee_of(&self, cap: u64) -> Result<u64> {
        let fee = self.verification_fee.get();
        if fee == 0 {
            return Ok(0);
        }
        Ok(mul_div_ceil(fee, cap, self.cap.get()).map_err(MarketsError::from)?)
    }

    /// Whether it is one of several that must agree.
    pub fn is_replica(&self) -> bool {
        self.verification == Verification::Quorum
    }

    /// Demands a job that its parties may still change: replicas run alike, or honest nodes would disagree.
    ///
    /// # Errors
    /// `ReplicaFixed`.
    pub fn require_changeable(&self) -> Result<()> {
        require!(!self.is_replica(), MarketsError::ReplicaFixed);
        Ok(())
    }

    /// Demands that its kind of verification is over: an audit drawn or decided, a quorum found.
    ///
    /// # Errors
    /// `NotVerified`.
    #[inline(always)]
    pub fn require_checked(&self) -> Result<()> {
        let enough = match self.verification.into() {
            Verification::Audit => FLAG_AUDITED | FLAG_VERIFIED,
            Verification::Quorum => FLAG_VERIFIED,
            _ => return Ok(()),
        };
        require!(self.has(enough), MarketsError::NotVerified);
        Ok(())
    }

    /// Demands a submitted job whose audit lot is still to be drawn.
    ///
    /// # Errors
    /// `NotAudited`, `JobNotSubmitted`, `DrawnAlready`, `ChallengeDecided` once verified.
    pub fn require_undrawn_audit(&self) -> Result<()> {
        require!(
            self.verification == Verification::Audit,
            MarketsError::NotAudited
        );
        self.require_submitted()?;
        require!(!self.has(FLAG_AUDITED), MarketsError::DrawnAlready);
        require!(!self.has(FLAG_VERIFIED), MarketsError::ChallengeDecided);
        Ok(())
    }

    /// Aims the audit lot at a later slot: the hash it aimed at is lost.
    pub fn rearm_audit(&mut self, slot: u64) -> Result<()> {
        self.phase_slot = slot.into();
        self.invariant()
    }

    /// The lot passed the job over.
    pub fn pass_audit(&mut self) -> Result<()> {
        self.flags |= FLAG_AUDITED;
        self.invariant()
    }

    /// Submitted -> Challenged: the lot fell on the job.
    pub fn open_audit(&mut self) -> Result<()> {
        self.flags |= FLAG_AUDITED;
        self.state = JobState::Challenged.into();
        self.invariant()
    }

    /// Demands a submitted job.
    ///
    /// # Errors
    /// `JobNotSubmitted`.
    pub fn require_submitted(&self) -> Result<()> {
        require!(
            self.state == JobState::Submitted,
            MarketsError::JobNotSubmitted
        );
        Ok(())
    }

    /// Demands a job verified by canary whose result is in.
    ///
    /// # Errors
    /// `NotCanary`, `JobNotSubmitted`.
    pub fn require_canary_result(&self) -> Result<()> {
        require!(
            self.verification == Verification::Canary,
            MarketsError::NotCanary
        );
        require!(self.result_digest != [0; 32], MarketsError::JobNotSubmitted);
        Ok(())
    }

    /// The result takes the place of the commitment to it.
    pub fn reveal(&mut self, result: &[u8; 32]) -> Result<()> {
        self.result_digest = *result;
        self.invariant()
    }

    /// Submitted: the quorum found its result right.
    pub fn confirm(&mut self) -> Result<()> {
        self.flags |= FLAG_VERIFIED;
        self.invariant()
    }
}
